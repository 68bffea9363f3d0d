mod connection;
mod files;
mod listener;
mod migrate;
mod pool;
mod writer;
