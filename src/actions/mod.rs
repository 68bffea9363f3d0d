//! Use cases: check the right, apply the rule, save, enqueue, in one transaction.
