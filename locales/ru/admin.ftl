# The administrator's screen.
admin-home =
    <b>Сведения о системе</b>
    Организаций и территорий: { $units }
    Педагогов: { $people }
    Заданий: { $items }
    Программ: { $programmes }

    Отправка сообщений: { $sending ->
        [yes] включена
       *[no] выключена. Включает команда <code>python -m bot sending on</code>
    }
    Ждут отправки: { $pending }, не доставлено: { $failed }, под вопросом: { $uncertain }

    Файлы загружает команда <code>python -m bot import</code>
