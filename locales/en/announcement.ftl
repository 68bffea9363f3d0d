### Questions and warnings about an announcement that was read. src/announcement keeps the codes.

question-year_missing = The year is not given. Which year is this date in?
question-day_missing = The number of the day is missing. Which day is this duty on?
question-days_missing = The announcement promises duties but names no days. When do they take place?
question-date_impossible = There is no such date in the calendar. What should it be?
question-hours_missing = The hours are missing. When does this duty start and end?
question-hours_unclear = The hours can be read in two ways. When does this duty start and end?
question-number_missing = The telephone number is missing. Which number should people phone?
question-number_digits = The number has too many or too few digits. What is the right one?
question-number_short = The number is shortened and it is not clear how to complete it. What is the whole number?
question-weekday_contradicts = The weekday does not fit the date. Which of them is right?
question-mode_unclear = It is not clear whether this duty is by telephone. Can people phone?
question-period_missing = It is not said from when to when these days recur. What is the period?
question-weeks_unclear = This day does not recur every week. When is the first duty?
question-overlap = This number has two duties at the same time. Which of them is right?
question-too_many = There are more duties than can be read at once. Divide the announcement into parts.
warning-weekday_mismatch = The weekday does not fit the date.
warning-outside_period = This day is outside the consultation period.
warning-day_off = This day is a day off.
warning-duplicate_row = This duty is in the announcement twice. It was read once.
warning-in_person = This duty is in person, not by telephone. It was left out.
