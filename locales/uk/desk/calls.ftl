my-calls-title = Мої розмови
my-calls-empty = У вас ще немає записаних розмов.
my-calls-older = Давніші розмови
my-calls-newest = До найновіших
my-calls-number = № { $numbers }
