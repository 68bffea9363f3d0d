manage-register-title = Register of calls
manage-register-kind = Kind of call
manage-register-all-kinds = all
manage-register-show = Show
manage-register-empty = There are no such calls yet.
manage-register-older = Older calls
manage-column-kind = kind
manage-column-contributions = contributions
