# The yearly headcounts of an organisation.
head-choose =
    <b>Численность на { $year } год</b>
    Чью численность проверим?
head-none = <b>Численность</b>
    Организаций, за которые Вы отвечаете, пока нет.
head-text =
    <b>Численность на { $year } год</b>
    { $unit }
    { $list }

    { $state }
head-line = { $name }: { $number }
head-unknown = не указано
head-state-nothing = Данных пока нет. Возьмите их из годовой формы.
head-state-imported = Числа загрузила методическая служба. Они верны?
head-state-confirmed = Подтверждено Вашей организацией.
head-state-corrected = Исправлено Вашей организацией.
head-teachers = Педагогических работников
head-graduates = Выпускников этого года
head-young_teachers = Моложе 35 лет, первые 3 года работы
head-management_teams = Управленческих команд
head-right = Верно
head-correct = Исправить
head-tell = Указать
head-ask =
    <b>Численность, шаг { $step } из { $steps }</b>
    { $name }: сколько их на { $year } год?
    Сейчас: { $now }.

    Напишите число, например 42.
head-check =
    <b>Проверьте числа</b>
    { $unit }, { $year } год
    { $list }
head-write = Записать
head-again = Ввести заново
head-confirmed = Спасибо, численность подтверждена.
head-corrected = Записано. В показатели войдёт ночью.
