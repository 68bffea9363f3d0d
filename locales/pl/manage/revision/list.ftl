manage-revisions-title = Opublikowane wersje
manage-revisions-lead = Każdą wersję można obejrzeć tak, jak widzieli ją mieszkańcy, i przywrócić jako szkic.
manage-revisions-none = Nic jeszcze nie opublikowano.
manage-revisions-number = wersja
manage-revisions-who = kto opublikował
manage-revisions-what = co zmieniono
manage-revisions-one = wersja { $number }
manage-revisions-accepted = { $n ->
    [one] { $n } zaakceptowana sprawa
    [few] { $n } zaakceptowane sprawy
   *[many] { $n } zaakceptowanych spraw
}
