manage-call-note = Внутрішня нотатка
manage-call-logged = Записано: { $when }
manage-call-others = Що ще надійшло під цим самим номером
manage-call-others-lead = Ту саму форму надіслано ще раз з іншим змістом. Нічого не перезаписано; це теж збережено.
