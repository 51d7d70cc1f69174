//! The YAML reader's words in Chinese, for an administrator.

/// Turns the usual English messages into Chinese; others keep their words behind a Chinese lead.
pub(super) fn chinese(message: &str) -> String {
    let names = |text: &str| -> Vec<String> {
        text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let quoted = names(message);
    let first = quoted.first().cloned().unwrap_or_default();
    let rest = quoted.get(1..).unwrap_or_default().join("、");
    if message.contains("unknown field") {
        return format!("不认识的字段「{first}」，可用的有：{rest}");
    }
    if message.contains("unknown variant") {
        return format!("不能写「{first}」，可用的有：{rest}");
    }
    if message.contains("missing field") {
        return format!("缺少字段「{first}」");
    }
    if let Some(at) = message.find("条件「") {
        return message[at..].to_owned();
    }
    format!("这一处读不懂，请对照同类文件的写法：{message}")
}
