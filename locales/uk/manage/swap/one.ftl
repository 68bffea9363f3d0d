manage-swap-title = Заміна на чергуванні
manage-swap-holder = Чиє чергування: { $name }
manage-swap-offer = Запропонувати чергування іншим
manage-swap-withdraw = Відкликати пропозицію
manage-swap-stand-ins = Хто може замінити
manage-swap-no-others = Немає нікого іншого, хто чергує в цьому відділі.
manage-swap-give-lead = Угорі ті, хто тоді вільний, знає мови чергування, має найменше годин і кого найдавніше питали. Зміна діє одразу й опублікована.
