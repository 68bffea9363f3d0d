manage-share-title = Sharing the duties out
manage-share-link = Share the duties out…
manage-share-lead = The program works out the fairest roster. It keeps to absences, languages, other duties and desks. Nothing changes until you accept the proposal.
manage-share-which = Which duties
manage-share-empty = only those without a person
manage-share-all = all that are still to come
manage-share-these = those ticked in the roster
manage-share-again = Work it out again
manage-share-why = why
manage-share-nothing = There is nothing to share out: every duty has the right person.
manage-share-stopped = Not everything has been tried yet: there may be a fairer roster.
manage-share-further = { $n ->
    [one] Look further (up to { $n } second)
   *[other] Look further (up to { $n } seconds)
}
manage-share-searching = Looking for a fairer roster. Below is the best one so far; it can be accepted already.
manage-share-stop = Stop looking
manage-share-more = { $n ->
    [one] and { $n } more duty, accepted together with these.
   *[other] and { $n } more duties, accepted together with these.
}
manage-share-open-more = { $n ->
    [one] and { $n } more duty.
   *[other] and { $n } more duties.
}
manage-share-stale = Somebody changed the draft meanwhile, so nothing was stored. Below is the proposal for the draft as it stands now.
manage-share-take = { $n ->
    [one] Accept { $n } change
   *[other] Accept { $n } changes
}
manage-share-fairest = This is the fairest possible roster.
manage-share-within = { $n ->
    [one] This is the best roster found. The fairest is at most { $n } % better.
   *[other] This is the best roster found. The fairest is at most { $n } % better.
}
manage-share-open = { $n ->
    [one] { $n } duty can be taken by nobody.
   *[other] { $n } duties can be taken by nobody.
}
manage-share-open-title = Duties nobody can take
manage-share-no-reason = No single reason could be found. Check absences and languages.
manage-why-only-one = only this person can take the duty
manage-why-only-free = { $n ->
    [one] the only one free of { $n } who can
   *[other] the only one free of { $n } who can
}
manage-why-kept = has this duty in the published roster
manage-why-least = { $n ->
    [one] fewest duties of { $n } who are free
   *[other] fewest duties of { $n } who are free
}
manage-why-whole = { $n ->
    [one] the whole roster is fairest this way ({ $n } are free)
   *[other] the whole roster is fairest this way ({ $n } are free)
}
manage-cannot-language = Not everybody speaks the language of the duty: { $language }.
manage-cannot-desk = Only one desk answers this number.
manage-cannot-away = { $name }: away or on another duty then.
manage-cannot-day = { $name }: can have no more duties on { $day }.
manage-cannot-week = { $name }: can have no more duties in this week.
manage-cannot-more = { $name }: can have no more duties.
manage-cannot-rest = { $name }: duties at that time or too close to each other.
manage-sharing-title = Rules of sharing out
manage-sharing-lead = They hold in this consultation. Limits of single people are set with the people.
manage-field-max-per-day = Most duties of a person in a day
manage-field-min-rest = Break between two duties of a person, in minutes
manage-sharing-empty = Empty: no limit.
manage-sharing-own-desk = The number of a desk is answered only by the person who sits there
manage-sharing-by-hours = Count hours instead of duties
manage-sharing-save = Save rules and work it out again
manage-done-rules-set = The rules are saved. The proposal is worked out by them.
