# The administrator's screen.
admin-home =
    <b>Сведения о системе</b>
    Организаций и территорий: { $units }
    Педагогов: { $people }
    Заданий: { $items }
    Программ: { $programmes }

    Отправка сообщений: { $sending ->
        [yes] включена
       *[no] выключена (python -m bot sending on)
    }
    Ждут отправки: { $pending }, не доставлено: { $failed }, под вопросом: { $uncertain }

    Файлы загружает команда python -m bot import.
