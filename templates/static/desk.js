// Small helpers of the duty desk. Every page works without them.
