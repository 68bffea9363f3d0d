### Questions and warnings about an announcement that was read. src/announcement keeps the codes.

question-year_missing = Рік не вказано. Якого року ця дата?
question-day_missing = Бракує числа місяця. Якого дня це чергування?
question-days_missing = Оголошення обіцяє чергування, але не називає днів. Коли вони відбуваються?
question-date_impossible = Такої дати немає в календарі. Якою вона має бути?
question-hours_missing = Бракує годин. Відколи й доки триває це чергування?
question-hours_unclear = Години можна прочитати двома способами. Відколи й доки триває це чергування?
question-number_missing = Бракує номера телефону. За яким номером дзвонити?
question-number_digits = У номері забагато або замало цифр. Який правильний?
question-number_short = Номер скорочено, і невідомо, як його доповнити. Який повний номер?
question-weekday_contradicts = День тижня не збігається з датою. Що правильно: день чи дата?
question-mode_unclear = Невідомо, чи це чергування телефонне. Чи можна туди зателефонувати?
question-period_missing = Не сказано, відколи й доки повторюються ці дні. Який це період?
question-weeks_unclear = Цей день повторюється не щотижня. Якого дня перше чергування?
question-overlap = Цей номер має два чергування одночасно. Яке з них правильне?
question-too_many = Чергувань більше, ніж можна прочитати за один раз. Поділіть оголошення на частини.
warning-weekday_mismatch = День тижня не збігається з датою.
warning-outside_period = Цей день припадає поза терміном консультацій.
warning-day_off = Цей день вихідний.
warning-duplicate_row = Це чергування є в оголошенні двічі. Його прочитано один раз.
warning-in_person = Це особистий прийом, а не телефонне чергування. Його пропущено.
