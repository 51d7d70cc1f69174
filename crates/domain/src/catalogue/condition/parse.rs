//! From the syntax tree of the `cel` crate to the few shapes we allow.

use super::{Comparison, Expr, Literal};
use cel::Program;
use cel::common::ast::{self, CallExpr, LiteralValue, operators as op};

const MACRO: &str = "不支持 has、all、exists 等宏";

/// Compiles a source text; the error is a Chinese sentence.
pub(super) fn compile(source: &str) -> Result<Expr, String> {
    let program = Program::compile(source).map_err(|errors| {
        let first = errors.errors.first().map(|e| e.msg.clone()).unwrap_or_default();
        format!("语法有误（{first}）")
    })?;
    truth(&program.expression().expr)
}

fn truth(expr: &ast::Expr) -> Result<Expr, String> {
    match expr {
        ast::Expr::Literal(LiteralValue::Boolean(value)) => Ok(Expr::Constant(*value.inner())),
        ast::Expr::Ident(_) | ast::Expr::Select(_) => Ok(Expr::YesNo(name(expr)?)),
        ast::Expr::Call(call) => combine(call),
        ast::Expr::Literal(_) => Err("单独的值不是条件".to_owned()),
        ast::Expr::Comprehension(_) => Err(MACRO.to_owned()),
        ast::Expr::List(_) => Err("列表只能跟在 in 后面".to_owned()),
        ast::Expr::Unspecified | ast::Expr::Map(_) | ast::Expr::Struct(_) => {
            Err("不支持映射和结构".to_owned())
        }
    }
}

fn combine(call: &CallExpr) -> Result<Expr, String> {
    let parts = || call.args.iter().map(|arg| truth(&arg.expr)).collect::<Result<Vec<_>, _>>();
    match (call.func_name.as_str(), call.args.as_slice()) {
        (op::LOGICAL_AND, _) => Ok(Expr::All(parts()?)),
        (op::LOGICAL_OR, _) => Ok(Expr::Any(parts()?)),
        (op::LOGICAL_NOT, [inner]) => Ok(Expr::Not(Box::new(truth(&inner.expr)?))),
        (op::IN, [left, right]) => one_of(&left.expr, &right.expr),
        (operator, [left, right]) => {
            let how = comparison(operator)?;
            compare(&left.expr, how, &right.expr)
        }
        (function, _) => Err(format!("不支持函数「{function}」")),
    }
}

fn comparison(operator: &str) -> Result<Comparison, String> {
    match operator {
        op::EQUALS => Ok(Comparison::Equal),
        op::NOT_EQUALS => Ok(Comparison::NotEqual),
        op::LESS => Ok(Comparison::Less),
        op::LESS_EQUALS => Ok(Comparison::LessOrEqual),
        op::GREATER => Ok(Comparison::Greater),
        op::GREATER_EQUALS => Ok(Comparison::GreaterOrEqual),
        other => Err(format!("不支持运算「{other}」")),
    }
}

fn compare(left: &ast::Expr, how: Comparison, right: &ast::Expr) -> Result<Expr, String> {
    let value = literal(right)?;
    if matches!(value, Literal::Text(_)) && !matches!(how, Comparison::Equal | Comparison::NotEqual)
    {
        return Err("文字只能比较是否相等".to_owned());
    }
    Ok(Expr::Compare { name: name(left)?, how, value })
}

fn one_of(left: &ast::Expr, right: &ast::Expr) -> Result<Expr, String> {
    let ast::Expr::List(list) = right else {
        return Err("in 后面要写字面列表".to_owned());
    };
    let values = list.elements.iter().map(|e| literal(&e.expr)).collect::<Result<Vec<_>, _>>()?;
    if values.is_empty() {
        return Err("in 后面的列表是空的".to_owned());
    }
    Ok(Expr::OneOf { name: name(left)?, values })
}

fn name(expr: &ast::Expr) -> Result<String, String> {
    match expr {
        ast::Expr::Ident(name) => Ok(name.clone()),
        ast::Expr::Select(select) if select.test => Err(MACRO.to_owned()),
        ast::Expr::Select(select) => match &select.operand.expr {
            ast::Expr::Ident(group) => Ok(format!("{group}.{}", select.field)),
            ast::Expr::Unspecified
            | ast::Expr::Call(_)
            | ast::Expr::Comprehension(_)
            | ast::Expr::List(_)
            | ast::Expr::Literal(_)
            | ast::Expr::Map(_)
            | ast::Expr::Select(_)
            | ast::Expr::Struct(_) => Err("数据元的名字是「组.字段」两段".to_owned()),
        },
        ast::Expr::Unspecified
        | ast::Expr::Call(_)
        | ast::Expr::Comprehension(_)
        | ast::Expr::List(_)
        | ast::Expr::Literal(_)
        | ast::Expr::Map(_)
        | ast::Expr::Struct(_) => Err("比较的左边要写问题或数据元的名字".to_owned()),
    }
}

fn literal(expr: &ast::Expr) -> Result<Literal, String> {
    match expr {
        ast::Expr::Literal(LiteralValue::Int(value)) => Ok(Literal::Int(*value.inner())),
        ast::Expr::Literal(LiteralValue::String(value)) => {
            Ok(Literal::Text(value.inner().to_owned()))
        }
        ast::Expr::Literal(LiteralValue::Boolean(value)) => Ok(Literal::Bool(*value.inner())),
        ast::Expr::Literal(LiteralValue::Double(_)) => {
            Err("小数要写成最小单位的整数，如 46.5 ㎡ 写 4650".to_owned())
        }
        ast::Expr::Literal(LiteralValue::Bytes(_) | LiteralValue::Null | LiteralValue::UInt(_)) => {
            Err("只能比较整数、文字和真假".to_owned())
        }
        ast::Expr::Unspecified
        | ast::Expr::Call(_)
        | ast::Expr::Comprehension(_)
        | ast::Expr::Ident(_)
        | ast::Expr::List(_)
        | ast::Expr::Map(_)
        | ast::Expr::Select(_)
        | ast::Expr::Struct(_) => Err("比较的右边要写字面值".to_owned()),
    }
}
