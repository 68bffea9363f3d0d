sign-in-link-title = Увійдіть на цьому пристрої
sign-in-link-text = Посилання з листа діє один раз. Входьте лише на власному пристрої.
sign-in-link-button = Увійти
sign-in-link-over-title = Це посилання вже не діє
sign-in-link-over-text = Його вже використано або минув його час. Можете одразу попросити нове.
sign-in-link-over-button = Попросити нове посилання
