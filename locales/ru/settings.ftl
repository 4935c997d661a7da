# Settings of a person.
settings-home =
    <b>Настройки</b>
    Имя в чате: { $name }
    Место работы: { $unit }
    Часовой пояс: { $zone }
    Тихие часы: { $quiet_from }–{ $quiet_to }
    { $away ->
        [yes] В отпуске до { $leave }
       *[no] Отпуск не отмечен
    }
settings-saved = Сохранено.
settings-zone = Часовой пояс
settings-zone-text =
    <b>Часовой пояс</b>
    Выберите город с Вашим временем.
settings-quiet = Тихие часы
settings-quiet-text =
    <b>Тихие часы</b>
    В эти часы бот не пишет первым: сообщения ждут.
settings-topics = О чём писать
settings-topics-text =
    <b>О чём писать</b>
    «Да» значит, что такие сообщения приходят. Нажмите, чтобы изменить: действует сразу.
settings-topic = { $title }: { $on ->
        [yes] да
       *[no] нет
    }
settings-reminders = Напоминания
settings-reminders-text =
    <b>Напоминания</b>
    Приходят без звука, днём, по рабочим дням. В отпуске и летом молчим.
    «Да» значит, что такое напоминание приходит. Нажмите, чтобы изменить.
topic-unfinished_diagnostic = Диагностика
topic-no_certificate = Удостоверение
topic-unfinished_practice = Черновик практики
topic-practice_meant = Как прошла практика
topic-review_due = Срок рецензии
topic-roster_reminder = Просьбы организации
settings-news = Темы новостей
settings-leave = Отпуск
settings-leave-text =
    <b>Я в отпуске</b>
    Какой день отпуска последний? До его конца напоминаний не будет.
settings-leave-over = Отпуск окончен
settings-name = Имя в чате
settings-language = Язык
settings-language-text =
    <b>Язык</b>
    Сейчас бот говорит по-русски. Другие языки появятся здесь.
settings-move = Сменить место работы
settings-move-title = Сменить место работы
settings-move-confirm =
    <b>Сменить место работы?</b>
    Было: { $old }
    Станет: { $unit }

    Пройденное останется за прежним местом. Новая организация подтвердит Вас.
settings-move-yes = Да, сменить
settings-same-place = Вы уже числитесь в этой организации.
settings-moved = Место работы изменено. Новая организация подтвердит Вас.
settings-data = Мои данные
