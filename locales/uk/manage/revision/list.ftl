manage-revisions-title = Опубліковані версії
manage-revisions-lead = Кожну версію можна переглянути так, як її бачили мешканці, і знову зробити чернеткою.
manage-revisions-none = Ще нічого не опубліковано.
manage-revisions-number = версія
manage-revisions-who = хто опублікував
manage-revisions-what = що змінено
manage-revisions-one = версія { $number }
manage-revisions-accepted = { $n ->
    [one] { $n } прийняте зауваження
    [few] { $n } прийняті зауваження
   *[many] { $n } прийнятих зауважень
}
