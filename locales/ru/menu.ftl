# The menu and what waits.
menu-root =
    <b>{ $name }</b>
    { $unit }

    { $waiting }
menu-role =
    <b>{ $role }</b>

    { $waiting }
waiting-nothing = Сейчас Вас ничего не ждёт.
waiting-diagnostic = Ждёт Вас: диагностика, { $answered } из { $length }.
waiting-certificate = { $count ->
        [one] Ждём удостоверение по { $count } программе.
        [few] Ждём удостоверения по { $count } программам.
        [many] Ждём удостоверения по { $count } программам.
       *[other] Ждём удостоверения по { $count } программам.
    }
waiting-refused = { $count ->
        [one] { $count } удостоверение вернули с замечанием.
        [few] { $count } удостоверения вернули с замечанием.
        [many] { $count } удостоверений вернули с замечанием.
       *[other] { $count } удостоверения вернули с замечанием.
    }
waiting-practice-draft = Черновик практики «{ $title }»: шаг { $step } из { $steps }.
waiting-practice-ready = Практика «{ $title }» написана. Осталось отправить.
waiting-practice-returned = Практику «{ $title }» вернули с замечаниями.
waiting-practices = Практик ждут Вашего решения: { $count }.
waiting-reviews = { $count ->
        [one] Ждёт { $count } рецензия, срок { $until }.
        [few] Ждут { $count } рецензии, ближайший срок { $until }.
        [many] Ждут { $count } рецензий, ближайший срок { $until }.
       *[other] Ждут { $count } рецензии, ближайший срок { $until }.
    }
waiting-newcomers = Новых педагогов на подтверждение: { $count }.
waiting-to-confirm = Удостоверений на подтверждение: { $count }.
waiting-membership-waiting = Организация ещё не подтвердила, что Вы в ней работаете.
waiting-membership-refused = Организация ответила, что Вы в ней не работаете. Проверьте место работы в настройках.
menu-diagnostics = Диагностика
menu-courses = Курсы
menu-applications = Мои программы
menu-practices = Банк практик
menu-settings = Настройки
menu-more = Все разделы
menu-more-text = <b>Все разделы</b>
menu-my-roles = Мои роли
menu-my-roles-text = <b>Мои роли</b>

    Чем займётесь сейчас?
menu-call-for-help = Позвать на помощь
menu-group-queue = Ждут решения
menu-group-mentoring = Наставничество
menu-group-people = Люди и организации
menu-group-papers = Документы и новости
menu-group-figures = Показатели и сводки
menu-group-system = Управление
menu-help = Помощь
menu-newcomers = Новые у нас
menu-roster = Кто прошёл
menu-indicators = Показатели
menu-headcounts = Численность
menu-certificates = Удостоверения
menu-poster = Плакат для учительской
menu-day-codes = Коды дня
menu-roles = Роли и приглашения
menu-lists = Списки с именами
menu-link-log = Журнал списков
menu-admin = Сведения о системе
menu-as-mentor = Как наставник
menu-as-head = Как руководитель
menu-as-deputy = Как заместитель
menu-as-expert = Как эксперт
menu-as-methodist = Как методист
menu-as-coordinator = Как координатор
menu-as-admin = Как администратор
waiting-headcounts = Численность ждёт подтверждения: { $count }
role-mentor = Наставник
role-head = Руководитель
role-deputy = Заместитель
role-expert = Эксперт
role-methodist = Методист
role-coordinator = Координатор
role-admin = Администратор
menu-puzzled = Не понял сообщение. Ваши ответы и черновики сохранены. Выберите, что сделать.
menu-puzzled-kept =
    Не понял сообщение, но сохранил его: «{ $words }»
    Кому отправить?
menu-puzzled-guest = Не понял сообщение. Нажмите кнопку, и начнём.
menu-begin = Начать
menu-go-on = Продолжить регистрацию
menu-cancelled = Остановились. Всё, что Вы уже ввели, сохранено.
menu-cancelled-registration = Регистрацию можно закончить позже. Ответы сохранены, вопрос прежний.

# Descriptions of the commands, as the messenger shows them.
command-start = Начать
command-menu = Меню
command-help = Помощь
command-settings = Настройки
command-privacy = Мои данные
command-cancel = Остановить и вернуться
command-diagnostics = Диагностика
command-courses = Курсы
command-practices = Банк практик
command-review = Рецензии
command-school = Моя организация
command-moderation = Удостоверения на подтверждение
command-people = Роли и приглашения
command-indicators = Показатели
command-admin = Сведения о системе
