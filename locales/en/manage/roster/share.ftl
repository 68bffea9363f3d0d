manage-share-title = Sharing the duties out
manage-share-link = Share the duties out…
manage-share-lead = The program works out the fairest roster. It keeps to absences, languages, other duties and desks. Nothing changes until you accept the proposal.
manage-share-which = Which duties
manage-share-empty = only those without a person
manage-share-all = all that are still to come
manage-share-again = Work it out again
manage-share-why = why
manage-share-nothing = There is nothing to share out: every duty has the right person.
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
