// Stands in for the package `server-only` outside Next: the real one throws wherever React's server condition is not set.
export {};
