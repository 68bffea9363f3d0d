mod connection;
mod listener;
mod migrate;
mod pool;
mod writer;
