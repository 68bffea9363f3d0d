mod connection;
mod files;
mod migrate;
mod pool;
mod writer;
