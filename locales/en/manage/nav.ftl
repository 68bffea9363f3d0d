### The menu of a consultation.

manage-nav-roster = Roster
manage-nav-register = Calls
manage-nav-table = Files
manage-nav-swaps = Swaps
manage-nav-settings = Settings
manage-nav-contributions = Contributions
