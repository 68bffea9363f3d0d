mod connection;
mod migrate;
mod pool;
mod writer;
