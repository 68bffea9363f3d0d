my-calls-title = My calls
my-calls-empty = You have not logged any calls yet.
my-calls-older = Older calls
my-calls-newest = Back to the newest
my-calls-number = no. { $numbers }
