# The administrator's screen.
admin-home =
    <b>Сведения о системе</b>
    Организаций и территорий: { $units }
    Педагогов: { $people }
    Заданий: { $items }
    Программ: { $programmes }

    Отправка сообщений: { $sending ->
        [yes] включена
       *[no] выключена, сообщения ждут
    }
    Ждут отправки: { $pending }, не доставлено: { $failed }, под вопросом: { $uncertain }

    Файлы загружает команда <code>python -m bot import</code>
admin-sending-off = Придержать отправку
admin-sending-on = Включить отправку
admin-schedule = Расписание
admin-schedule-again = Обновить
admin-schedule-text =
    <b>Расписание</b>
    { $list }

    Ждут отправки дольше часа: { $messages }
    Напоминаний просрочено: { $reminders }
admin-schedule-empty = Задания ещё не запускались.
admin-schedule-line = { $title }: { $when }, { $lasted } с{ $state ->
        [failed] , ошибка
        [late] , опаздывает
       *[done] { "" }
    }
tick-attempts = Сроки диагностик
tick-ratings = Ответы без оценки
tick-reminders = Напоминания
tick-questions = Вопросы без ответа
tick-offers = Ответы наставников
tick-kept_words = Неотправленные слова
tick-indicators = Пересчёт показателей
tick-zones = Зоны роста территорий
tick-erasure = Удаление данных
tick-runs = Запуски программ
tick-run_drafts = Черновики запусков
tick-material_drafts = Черновики материалов
tick-norm_drafts = Черновики норм
tick-reviews = Сроки рецензий
tick-renewal = Пересмотр практик
tick-drafts = Старые черновики
tick-updates = Журнал обновлений
tick-terms = Сроки шагов
tick-stuck_steps = Шаги без движения
tick-routes = Маршруты без ответа
tick-guests = Незнакомые чаты
