# The four indicators: figures of a unit, its parts, the months, the table, the targets.
ind-board =
    <b>{ $unit }, { $year }</b>
    Данные на { $date }. { $told }
    { $list }{ $after }
ind-told = Численность: { $told } из { $expected }
ind-line = { $number }. { $name }: { $figures }{ $target }
ind-figures = { $numerator } из { $denominator }, { $share }
ind-figures-without = { $numerator }, численность не указана
ind-figures-nobody = { $numerator }, в знаменателе 0
ind-figures-hidden = скрыто, меньше 5 человек
ind-target = { " " }(цель { $share })
ind-as-of = , на { $date }
ind-expired = Целевой срок истёк, текущая цель не задана: { $numbers }.
ind-over = Числитель больше знаменателя: { $numbers }. Проверьте численность.
ind-last-year = Итог { $year } года: { $list }.
ind-last-year-line = { $number }) { $share }
ind-number-I1 = 1
ind-number-I2a = 2а
ind-number-I2b = 2б
ind-number-I3 = 3
ind-number-I4 = 4
ind-name-I1 = Обучение по итогам диагностики
ind-name-I2a = Диагностика функциональной грамотности
ind-name-I2b = Из них на 70 % и более
ind-name-I3 = Управленческие команды
ind-name-I4 = Молодые педагоги с поддержкой

ind-missing = Кто не указал данные
ind-missing-text =
    <b>Численность на { $year } год не указана: { $total }</b>
    { $unit }
    { $list }

    { $page }
ind-missing-line = • { $name }
ind-missing-nobody = Численность указали все.
ind-parts-country = По регионам
ind-parts-region = По муниципалитетам
ind-parts-municipality = По школам
ind-parts-text =
    <b>{ $number }. { $name }</b>
    { $unit }. По алфавиту, это не рейтинг.
    { $list }

    { $page }
ind-part-line = <b>{ $index }.</b> { $name }: { $figures }
ind-other = Показатель { $number }

ind-months = По месяцам
ind-months-caption = { $unit }: показатели по месяцам, %
ind-months-text =
    <b>{ $unit }: по месяцам, %</b>
    { $list }

    Показатели 1, 2а, 2б, 3, 4 на конец месяца. Прочерк: нет численности или скрыто.
ind-months-line = { $month }: { $shares }
ind-months-nothing =
    <b>{ $unit }</b>
    Полных месяцев пока нет. Первый итог появится, когда месяц закончится.
ind-picture = Картинкой

ind-table = Таблица XLSX
ind-table-name = Показатели { $unit } на { $date }.xlsx
ind-table-caption = { $unit }: показатели на { $date }. Правила подсчёта на листе «Паспорт».

ind-targets = Цели
ind-targets-text =
    <b>{ $unit }: цели</b>
    { $list }

    Цель действует здесь и ниже, пока там не задана своя. Какую изменить?
ind-targets-line = { $number }. { $name }: { $share } к { $year } году{ $expired ->
        [yes] , срок истёк
       *[no] { "" }
    }
ind-target-ask =
    <b>{ $number }. { $name }</b>
    { $unit }
    Сейчас: { $share } к { $year } году.

    Напишите долю в процентах и год. Например: 35 { $example }
ind-target-set = Цель записана.

# The table.
ind-sheet-figures = Показатели
ind-sheet-passport = Паспорт
ind-column-code = Код
ind-column-unit = Территория или организация
ind-column-number = №
ind-column-indicator = Показатель
ind-column-numerator = Числитель
ind-column-denominator = Знаменатель
ind-column-share = %
ind-column-target = Цель, %
ind-column-year = К году
ind-column-as-of = На дату
ind-hidden = скрыто
ind-no-target = целевой срок истёк, текущая цель не задана
ind-passport-what = Что
ind-passport-value = Значение
ind-passport-territory = Территория
ind-passport-period = Период
ind-period = с { $since } по { $until } включительно
ind-passport-made = Данные на
ind-passport-version = Версия пересчёта
ind-passport-methodology = Версия методики
ind-passport-told = Организации, указавшие численность
ind-told-of = { $told } из { $expected }
ind-passport-modes = Какие диагностики считаются
ind-mode-self = самодиагностика
ind-mode-independent = независимая
ind-mode-external = внешняя
ind-passport-forms = Какие формы поддержки считаются
support-mentoring = наставничество
support-school = Школа молодого педагога
support-internship = стажировка
support-course = курс ПК
support-consultation = консультация методиста
support-visit = взаимопосещение
support-contest = конкурс
support-association = объединение молодых педагогов
ind-passport-formula-I1 = 1. Обучение по итогам диагностики
ind-formula-I1 = Числитель: педагоги, завершившие обучение по итогам диагностики. Диагностика объявила зону роста. Программа реестра развивает эту же компетенцию. Обучение завершено после диагностики, не позднее чем через 24 месяца. Удостоверение подтверждено и выдано в периоде. Программа была в реестре в день зачисления. Знаменатель: все педагогические работники.
ind-passport-formula-I2a = 2а. Диагностика функциональной грамотности
ind-formula-I2a = Числитель: педагоги и выпускники этого года, завершившие в периоде все шесть компонентов. Знаменатель: педагогические работники. Для вуза, региона и страны прибавляются выпускники.
ind-passport-formula-I2b = 2б. На 70 % и более
ind-formula-I2b = Числитель: участники, у которых в последней такой попытке 70 % баллов и более. Знаменатель тот же, что у 2а.
ind-passport-formula-I3 = 3. Управленческие команды
ind-formula-I3 = Числитель: обученные управленческие команды. Программу по управлению в периоде завершили не меньше половины членов команды. Среди них руководитель, всего не меньше двух человек. Каждое удостоверение подтверждено. Знаменатель: все управленческие команды.
ind-passport-formula-I4 = 4. Молодые педагоги с поддержкой
ind-formula-I4 = Числитель: молодые педагоги с подтверждённой формой поддержки в периоде. Молодым на дату отчёта нет 35 лет и идут первые три года работы. Знаменатель: все такие педагоги.
ind-passport-owner = Кому засчитывается
ind-rule-owner = Организации, где человек работал в день факта. Каждый считается один раз. Поэтому итог территории может быть меньше суммы.
ind-passport-hiding = Что скрыто
ind-rule-hiding = Результат (2б) скрыт, если участников меньше пяти. Он скрыт и тогда, когда меньше пяти достигли или не достигли 70 %. Скрыто и то, что выдало бы его вычитанием. Ниже региона результат показан на конец месяца.
ind-passport-targets = Цели
ind-rule-targets = Доля к концу указанного года. Пустой год: срок прошёл, новая цель не задана.
ind-passport-responsible = Ответственный
ind-responsible = Должность, подпись, расшифровка, дата: ______________________________
