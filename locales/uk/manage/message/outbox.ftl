manage-done-requeued = Повідомлення буде надіслано ще раз.
manage-outbox-title = Вихідна пошта
manage-outbox-lead = Спершу те, що не вдалося надіслати, потім те, що очікує, – найближче вгорі, а насамкінець надіслане.
manage-outbox-empty = Повідомлень немає. Вони з’являться після публікації графіка.
manage-outbox-retry = Надіслати ще раз
manage-outbox-unknown = адреса, якої тут ніхто не має
manage-column-person = кому
manage-column-message = повідомлення
manage-column-attempts = спроби
message-duty-reminder = нагадування про чергування
message-sign-in-link = посилання для входу
message-address-changed = зміна адреси облікового запису
message-swap = заміна чергування
message-state-pending = очікує надсилання
message-state-sent = надіслано
message-state-dead = не надіслано
message-state-obsolete = неактуальне
message-missed-too-late = чергування почалося раніше, ніж його вдалося надіслати
message-missed-no-address = ця особа не має електронної адреси
message-attempts = { $n ->
    [one] { $n } спроба
    [few] { $n } спроби
   *[many] { $n } спроб
}
message-publication-prevented = запланована публікація не відбулася
