manage-table-title = Tabela do wklejenia
manage-table-lead = Grafik ze szkicu w postaci, w jakiej drukuje go urząd. Można go wkleić do ogłoszenia, a potem wczytać z powrotem.
manage-table-text = Tekst z tabulatorami
manage-table-html = HTML na stronę
