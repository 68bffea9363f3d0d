mail-prevented-subject = Nie opublikowano grafiku: { $title }
mail-prevented-lead = Publikacja grafiku „{ $title }” zaplanowana na { $moment } się nie odbyła. Mieszkańcy nadal widzą poprzednią wersję.
mail-prevented-next = Tutaj zobaczysz, co się zmieni, i możesz opublikować grafik albo zaplanować to od nowa:
