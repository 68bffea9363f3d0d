manage-done-day-saved = День збережено.
manage-done-days-exempt = Установлено дні без чергування.
manage-field-reason-hint = Її побачать мешканці; вона залишиться в документації.
manage-days-title = Дні без чергування
manage-days-lead = У вихідні, свята й дні зустрічей чергування не потрібне. Тут можна встановити інший день без чергування і вказати причину.
manage-exempt-one = Установити день без чергування
manage-exempt-all-title = { $n ->
    [one] Чергування бракує в { $n } дні
   *[many] Чергування бракує в { $n } днях
}
manage-exempt-all = { $n ->
    [one] Установити { $n } день без чергування
    [few] Установити { $n } дні без чергування
   *[many] Установити { $n } днів без чергування
}
manage-rules-title = Винятки
manage-rule-clear = Видалити виняток
manage-day-hours = потрібні години: { $hours }
