//! What a client says, and how it is answered.

use serde_json::{Value, json};

/// The codes of errors, as the protocol numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum Code {
    /// It is no JSON.
    Parse = -32700,
    /// It is no request.
    Invalid = -32600,
    /// Nobody knows the method.
    UnknownMethod = -32601,
    /// The method wants other parameters.
    Parameters = -32602,
    /// This program is wrong.
    Internal = -32603,
    /// Before `initialize`.
    NotInitialized = -32002,
    /// The client does not want to know any more.
    Cancelled = -32800,
}

/// What a client says.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// It wants an answer.
    Request {
        /// What the answer is to be called.
        id: Value,
        /// What is wanted.
        method: String,
        /// Of what.
        params: Value,
    },
    /// It wants none.
    Notification {
        /// What happened.
        method: String,
        /// To what.
        params: Value,
    },
    /// It answers something that it was asked.
    Answer,
    /// It is nothing that can be understood.
    Broken {
        /// The id, if there is one.
        id: Value,
        /// What is wrong.
        code: Code,
        /// The same in words.
        message: String,
    },
}

impl Incoming {
    /// What some bytes say.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut said: Value = match serde_json::from_slice(bytes) {
            Ok(said) => said,
            Err(error) => return Self::broken(Code::Parse, error.to_string()),
        };
        let Some(parts) = said.as_object_mut() else {
            return Self::broken(Code::Invalid, "a message is an object".to_owned());
        };
        let id = parts.remove("id");
        let params = parts.remove("params").unwrap_or_default();
        match (parts.remove("method"), id) {
            (Some(Value::String(method)), None) => Self::Notification { method, params },
            (Some(Value::String(method)), Some(id)) if id.is_number() || id.is_string() => {
                Self::Request { id, method, params }
            }
            (None, Some(_)) if parts.contains_key("result") || parts.contains_key("error") => Self::Answer,
            (method, id) => {
                let what = if matches!(method, Some(Value::String(_))) { "id" } else { "method" };
                let id = id.filter(|id| id.is_number() || id.is_string()).unwrap_or_default();
                let message = format!("a request has a {what} that is a name");
                Self::Broken { id, code: Code::Invalid, message }
            }
        }
    }

    fn broken(code: Code, message: String) -> Self {
        Self::Broken { id: Value::Null, code, message }
    }
}

/// An answer.
#[must_use]
pub fn answer(id: &Value, result: Result<Value, (Code, String)>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err((code, message)) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
        }
    }
}

/// Something that a client is told, or asked under an id.
#[must_use]
#[expect(clippy::indexing_slicing, reason = "a key that an object does not have is added to it")]
pub fn tell(id: Option<&str>, method: &str, params: Value) -> Value {
    let mut message = json!({ "jsonrpc": "2.0", "method": method });
    if let Some(id) = id {
        message["id"] = json!(id);
    }
    if !params.is_null() {
        message["params"] = params;
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_understood_is_said_to_be_so() {
        let code = |bytes: &[u8]| match Incoming::read(bytes) {
            Incoming::Broken { id, code, .. } => Some((id, code)),
            _ => None,
        };
        for (bytes, wanted) in [
            (&b"{"[..], (Value::Null, Code::Parse)),
            (b"\xff", (Value::Null, Code::Parse)),
            (br#"{"id":1,"method":"\ud83d"}"#, (Value::Null, Code::Parse)),
            (b"[]", (Value::Null, Code::Invalid)),
            (b"7", (Value::Null, Code::Invalid)),
            (br#"{"id":1}"#, (json!(1), Code::Invalid)),
            (br#"{"id":"a","method":7}"#, (json!("a"), Code::Invalid)),
            (br#"{"id":null,"method":"shutdown"}"#, (Value::Null, Code::Invalid)),
            (br#"{"id":{},"method":"shutdown"}"#, (Value::Null, Code::Invalid)),
        ] {
            assert_eq!(code(bytes), Some(wanted), "{}", String::from_utf8_lossy(bytes));
        }
        let deep = "[".repeat(100_000);
        assert_eq!(code(deep.as_bytes()), Some((Value::Null, Code::Parse)));
        assert_eq!(Incoming::read(br#"{"id":1,"result":null}"#), Incoming::Answer);
    }
}
