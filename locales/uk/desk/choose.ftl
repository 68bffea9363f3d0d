call-choose-consultation = Яких консультацій стосується розмова?
call-no-consultation = Немає консультацій, у яких можна записати розмову.
