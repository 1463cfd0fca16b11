//! The language server, by scripted sessions over standard input and output.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, World, edited, edits, place, range, rules};

const UNDERSTATED: &str = "postmortems/2025-12-10-mysql-reader-retries.md";
const OPEN: &str = "postmortems/2026-05-27-webhook-trigger.md";

const TABLE: &str = "---
sev_table: 1
facts:
  users_affected_pct: { kind: percent, says: Share of users who could not work }
  data_loss: { kind: scale, values: [none, suspected, confirmed], assume: none }
levels:
  - id: SEV-1
    name: Wake everybody
    response: { cover: around-the-clock, notify: [executives] }
    criteria:
      - { id: half-of-users, when: { users_affected_pct: at least 50% } }
      - { id: data-lost, when: { data_loss: confirmed } }
  - id: SEV-2
    response: { cover: business-hours }
    otherwise: true
---
";

#[test]
fn findings_come_as_somebody_types() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let text = client.open(UNDERSTATED);
    let found = client.findings(UNDERSTATED, 1);
    assert_eq!(rules(&found), ["severity-understated"]);
    let finding = &found[0];
    assert_eq!((&finding["severity"], &finding["source"]), (&json!(1), &json!("sevlint")));
    assert_eq!(finding["range"], range(3, 10, 3, 15));
    let message = finding["message"].as_str().unwrap();
    assert!(
        message.contains("declared SEV-3, but the facts make it SEV-2\nhelp: declare SEV-2"),
        "{message}"
    );
    let related = finding["relatedInformation"].as_array().unwrap();
    let places: Vec<&str> = related.iter().map(|label| label["location"]["uri"].as_str().unwrap()).collect();
    assert!(places.contains(&world.address("SEV.md").as_str()), "{places:?}");
    // The text of the editor counts, whether it is saved or not.
    client.change(UNDERSTATED, 2, &text.replace("severity: SEV-3", "severity: SEV-2"));
    assert_eq!(rules(&client.findings(UNDERSTATED, 2)), ["response-not-notified"]);
    assert_eq!(world.read(UNDERSTATED), text);
    // A change of a part: `customers_affected: 14` becomes 4.
    let (line, column) = place(&text, "customers_affected: 14", 20);
    let part = json!([{ "range": range(line, column, line, column + 1), "text": "" }]);
    client.change_by(UNDERSTATED, 3, &part);
    assert!(rules(&client.findings(UNDERSTATED, 3)).contains(&"severity-overstated"));
    // Once it is closed, nothing is found in it.
    let document = json!({ "uri": world.address(UNDERSTATED) });
    client.tell("textDocument/didClose", json!({ "textDocument": document }));
    assert_eq!(rules(&client.findings(UNDERSTATED, -1)), [""; 0]);
    assert_eq!(client.end(), 0);
}

#[test]
fn hover_says_why_and_what_would_change_it() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let mut shown = |path: &str, word: &str, into: usize| {
        let text = client.open(path);
        let hover = client.at("textDocument/hover", path, place(&text, word, into));
        hover["contents"]["value"].as_str().unwrap().to_owned()
    };
    let severity = shown(UNDERSTATED, "severity: SEV-3", 2);
    for said in [
        "declared  SEV-3\npossible  SEV-2\nstanding  understated",
        "+ pipelines-failing met: Running pipelines of ten customers or more fail",
        "+ customers_affected at least 10: met, is 14 at 16:21",
        "SEV-1, if users_affected_pct were at least 20% (pipelines-down)",
        "declare SEV-2, correct the facts",
        "SEV-3  In business hours, before other work",
        "acknowledge within   4 hours",
    ] {
        assert!(severity.contains(said), "{said}\n{severity}");
    }
    assert_eq!(shown(UNDERSTATED, "SEV-3", 5), severity, "its value is the same as its key");
    let open = shown(OPEN, "severity:", 0);
    assert!(open.contains("standing  undetermined"), "{open}");
    assert!(
        open.contains("find out next\n  What customers could do about it themselves (workaround)"),
        "{open}"
    );
    let fact = shown(UNDERSTATED, "customers_affected: 14", 3);
    for said in [
        "Customers (contracts, not people) affected (customers_affected)\n  a number: 14, 10-20 or over 1,000",
        "also stated under: impact.customers, 影響顧客数",
        "customers_affected  14 (stated)  at 16:21",
        "SEV-2 possible\n  + pipelines-failing met",
        "- customers_affected over 50: failed, is 14",
    ] {
        assert!(fact.contains(said), "{said}\n{fact}");
    }
    assert!(!fact.contains("data_loss") && !fact.contains("SEV-5"), "{fact}");
    let in_table = shown("SEV.md", "workaround: not available", 3);
    assert!(in_table.contains("What customers could do about it themselves (workaround)"), "{in_table}");
    assert!(in_table.contains("SEV-2 pipelines-failing: "), "{in_table}");
    assert!(shown("SEV.md", "id: SEV-1", 5).contains("At any hour, executives told"));
    let text = world.read(UNDERSTATED);
    let nothing = client.at("textDocument/hover", UNDERSTATED, place(&text, "status:", 2));
    assert_eq!(nothing, Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn what_may_be_written_is_offered_by_the_table() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let text = client.open(UNDERSTATED);
    let names = |offers: &[(String, String)]| offers.iter().map(|offer| offer.0.clone()).collect::<Vec<_>>();
    // A level, also where another one stands.
    let levels = client.offers(UNDERSTATED, place(&text, "severity: SEV-3", 12));
    assert_eq!(names(&levels)[..3], ["SEV-1", "SEV-2", "SEV-3"]);
    let words = client.offers(UNDERSTATED, place(&text, "workaround: partial", 12));
    assert_eq!(names(&words), ["available", "partial", "none", "unknown"]);
    // Keys that do not stand there yet; those that would settle the level first.
    let shorter = text.replace("customers_affected: 14\n", "").replace("title:", "\ntitle:");
    client.change(UNDERSTATED, 2, &shorter);
    let keys = client.offers(UNDERSTATED, (2, 0));
    assert_eq!(keys.iter().filter(|(name, _)| name == "severity").count(), 0);
    let address = json!({ "uri": world.address(UNDERSTATED) });
    let place_of = json!({ "line": 2, "character": 0 });
    let items = client
        .ask("textDocument/completion", json!({ "textDocument": address, "position": place_of }))
        .unwrap();
    let first =
        items.as_array().unwrap().iter().min_by_key(|item| item["sortText"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&first["label"], &first["textEdit"]["newText"]),
        (&json!("customers_affected"), &json!("customers_affected: "))
    );
    // Right behind a colon a space comes first; in the body nothing is offered.
    client.change(UNDERSTATED, 3, &text.replace("severity: SEV-3", "severity:"));
    assert!(client.offers(UNDERSTATED, (3, 9)).contains(&("SEV-2".to_owned(), " SEV-2".to_owned())));
    // As a heading, the sections that are asked for and are not there.
    let sections = client.offers(UNDERSTATED, place(&text, "## Summary", 10));
    assert_eq!(names(&sections), ["Customer communication"]);
    // While a key is half written, the front matter is no valid data.
    client.change(UNDERSTATED, 4, "---\nsev\n---\n");
    assert!(client.offers(UNDERSTATED, (1, 3)).contains(&("severity".to_owned(), "severity: ".to_owned())));
    // In the table, while it does not load.
    let table = client.open("SEV.md");
    let broken = table.replace("when: { security: at least suspected }", "when:  { sec");
    client.change("SEV.md", 2, &broken);
    let facts = client.offers("SEV.md", place(&broken, "when:  { sec", 12));
    assert!(facts.contains(&("security".to_owned(), "security: ".to_owned())), "{facts:?}");
    let words = client.offers("SEV.md", place(&table, "data_loss: confirmed }\n        notify", 11));
    assert_eq!(names(&words)[..4], ["none", "suspected", "confirmed", "at least none"]);
    assert!(
        names(&client.offers("SEV.md", place(&table, "kind: percent", 6))).contains(&"duration".to_owned())
    );
    assert!(
        names(&client.offers("SEV.md", place(&table, "fields: [id", 9))).contains(&"started_at".to_owned())
    );
    assert!(
        names(&client.offers("SEV.md", place(&table, "incident: postm", 10)))
            .contains(&UNDERSTATED.to_owned())
    );
    assert_eq!(client.end(), 0);
}

#[test]
fn ignores_are_completed_with_rules_and_reasons() {
    let world = World::of("sample");
    let kept = world.read(OPEN).replace(
        "severity:",
        "# sevlint: ignore severity-undetermined because the vendor never told\nseverity:",
    );
    world.write(OPEN, &kept);
    let mut client = Client::usual(&world);
    let text = client.open(UNDERSTATED);
    let mut offers = |line: &str| {
        client.change(UNDERSTATED, 2, &text.replace("severity: SEV-3", &format!("{line}\nseverity: SEV-3")));
        client.offers(UNDERSTATED, (3, line.len()))
    };
    assert_eq!(offers("# sevlint: ")[0].0, "ignore");
    assert_eq!(
        offers("# sevlint: ignore sev")[0].0,
        "severity-understated",
        "what is found here comes first"
    );
    assert_eq!(offers("# sevlint: ignore severity-undetermined ")[0].1, "because ");
    assert_eq!(offers("# sevlint: ignore severity-undetermined because ")[0].0, "the vendor never told");
    assert_eq!(offers("# sevlint: ignore severity-missing because "), []);
}

#[test]
fn every_fix_is_an_action() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let text = client.open(UNDERSTATED).replace("severity: SEV-3", "severity: sev 3");
    client.change(UNDERSTATED, 2, &text);
    let found = client.findings(UNDERSTATED, 2);
    assert_eq!(rules(&found), ["severity-understated", "severity-spelling"]);
    let address = world.address(UNDERSTATED);
    let actions = client.actions(UNDERSTATED, &Value::Null);
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(
        titles,
        [
            "Declare SEV-2 (unsafe: it changes what is said; then there would be a finding of response-not-notified)",
            "Write SEV-3",
            "Ignore severity-understated here, with a reason",
            "Ignore severity-spelling here, with a reason",
            "Make all safe fixes of sevlint",
        ]
    );
    // Who declares SEV-2 has to say who was told: that is for a person to do, and said.
    assert_eq!((&actions[0]["disabled"], &actions[1]["disabled"]), (&Value::Null, &Value::Null));
    assert_eq!((&actions[0]["isPreferred"], &actions[1]["isPreferred"]), (&json!(false), &json!(true)));
    let fixed = edited(&text, &edits(&actions[1], &address));
    assert_eq!(fixed, text.replace("sev 3", "SEV-3"));
    let mut all = client.ask("codeAction/resolve", actions[4].clone()).unwrap();
    assert_eq!(edited(&text, &edits(&all, &address)), fixed);
    // All else is answered as it came, of our own actions as of those of others; null is what is not there.
    all.as_object_mut().unwrap().remove("edit");
    assert_eq!(all, actions[4]);
    assert_eq!(client.ask("codeAction/resolve", actions[0].clone()).unwrap(), actions[0]);
    let other = json!({ "title": "Other", "command": { "title": "x", "command": "y" }, "data": [7] });
    let mut with_null = other.clone();
    with_null["edit"] = Value::Null;
    assert_eq!(client.ask("codeAction/resolve", with_null), Ok(other));
    assert_eq!(client.ask("codeAction/resolve", json!({ "kind": "quickfix" })), Err(-32602));
    let only = client.actions(UNDERSTATED, &json!(["source.fixAll"]));
    assert_eq!(only.len(), 1);
    assert_eq!(only[0]["kind"], "source.fixAll.sevlint");
    // What is ignored is not shown, and its comment is no finding once it has a reason.
    let ignored = edited(&fixed, &edits(&actions[2], &address));
    assert!(
        ignored.contains("# sevlint: ignore severity-understated because REASON\nseverity: SEV-3"),
        "{ignored}"
    );
    client.change(UNDERSTATED, 3, &ignored);
    assert_eq!(rules(&client.findings(UNDERSTATED, 3)), ["ignore-unreasoned"]);
    client.change(UNDERSTATED, 4, &ignored.replace("REASON", "support agreed"));
    assert_eq!(rules(&client.findings(UNDERSTATED, 4)), [""; 0]);
    assert_eq!(client.end(), 0);
}

/// In every postmortem of the sample, each ignore that is offered hides its finding, and brings no other.
#[test]
fn every_ignore_that_is_offered_holds() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let mut tried = 0;
    for entry in std::fs::read_dir(world.folder.join("postmortems")).unwrap() {
        let path = format!("postmortems/{}", entry.unwrap().file_name().to_str().unwrap());
        let text = client.open(&path);
        let found = client.findings(&path, 1);
        let before: Vec<String> = rules(&found).into_iter().map(str::to_owned).collect();
        let address = world.address(&path);
        let mut version = 1;
        for action in client.actions(&path, &json!(["quickfix"])) {
            if !action["title"].as_str().unwrap().starts_with("Ignore ") {
                continue;
            }
            let rule = action["diagnostics"][0]["code"].as_str().unwrap().to_owned();
            version += 1;
            let ignored =
                edited(&text, &edits(&action, &address)).replace("because REASON", "because so it is");
            client.change(&path, version, &ignored);
            let found = client.findings(&path, version);
            let after = rules(&found);
            assert!(after.len() < before.len(), "{path} {rule}: {before:?} {after:?}\n{action:#}");
            assert!(
                after.iter().all(|rule| before.iter().any(|known| known == rule)),
                "{path} {rule}: {after:?}"
            );
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried}");
}

#[test]
fn definitions_are_in_the_table_and_the_hint_is_its_level() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let text = client.open(UNDERSTATED);
    let table = world.read("SEV.md");
    let mut defined = |word: &str, into: usize, as_what: &str, length: usize| {
        let at = client.at("textDocument/definition", UNDERSTATED, place(&text, word, into));
        let (line, column) = place(&table, as_what, as_what.len() - length);
        assert_eq!(
            at,
            json!({ "uri": world.address("SEV.md"), "range": range(line, column, line, column + length) })
        );
    };
    defined("workaround: partial", 3, "  workaround", 10);
    defined("severity: SEV-3", 11, "  - id: SEV-3", 5);
    let hints = |client: &mut Client<'_>, path: &str| {
        let document = json!({ "uri": world.address(path) });
        let params = json!({ "textDocument": document, "range": range(0, 0, 50, 0) });
        client.ask("textDocument/inlayHint", params).unwrap()
    };
    let shown = hints(&mut client, UNDERSTATED);
    assert_eq!(shown[0]["label"], "table: SEV-2");
    assert_eq!(shown[0]["position"], json!({ "line": 3, "character": 15 }));
    client.open(OPEN);
    let shown = hints(&mut client, OPEN);
    assert!(shown[0]["label"].as_str().unwrap().contains(" or "), "{shown}");
    client.open("postmortems/2026-09-01-gameday-failover.md");
    assert_eq!(hints(&mut client, "postmortems/2026-09-01-gameday-failover.md"), json!([]));
    assert_eq!(client.end(), 0);
}

#[test]
fn places_are_counted_as_the_client_counts() {
    for (encoding, emoji, letter) in [("utf-8", 4, 3), ("utf-16", 2, 1), ("utf-32", 1, 1)] {
        let world = World::empty();
        world.write("SEV.md", TABLE);
        let text = "---\nid: INC-1\nseverity: \"🔥🔥 sev 2 障害\"\nusers_affected_pct: 3%\n---\n";
        world.write("postmortems/a.md", text);
        let mut client = Client::silent(&world);
        let can = json!({ "general": { "positionEncodings": ["x-none", encoding] } });
        let welcome =
            client.ask("initialize", json!({ "capabilities": can, "rootUri": world.address("") })).unwrap();
        assert_eq!(welcome["capabilities"]["positionEncoding"], encoding);
        client.tell("initialized", json!({}));
        client.open("postmortems/a.md");
        let found = client.findings("postmortems/a.md", 1);
        assert_eq!(rules(&found), ["severity-spelling"]);
        let digit = 10 + 1 + 2 * emoji + " sev ".len();
        let end = digit + "2 ".len() + 2 * letter + 1;
        assert_eq!(found[0]["range"], range(2, digit - "sev ".len(), 2, digit + 1), "{encoding} {found:?}");
        // The digit, as the client counts it, is replaced.
        let change = json!([{ "range": range(2, digit, 2, digit + 1), "text": "1" }]);
        client.change_by("postmortems/a.md", 2, &change);
        client.findings("postmortems/a.md", 2);
        let hover = client.at("textDocument/hover", "postmortems/a.md", (2, end - 1));
        assert!(
            hover["contents"]["value"].as_str().unwrap().contains("declared  SEV-1"),
            "{encoding} {hover}"
        );
        assert_eq!(hover["range"]["end"]["character"], end);
        assert_eq!(client.end(), 0);
    }
}

#[test]
fn everything_is_said_in_the_language_of_the_project() {
    let world = World::of("sample");
    world.write("sevlint.toml", &format!("language = \"ja\"\n{}", world.read("sevlint.toml")));
    let mut client = Client::start(&world, json!({}));
    let text = client.open(UNDERSTATED);
    let found = client.findings(UNDERSTATED, 1);
    assert!(found[0]["message"].as_str().unwrap().contains("\nヒント: "), "{found:?}");
    let hover = client.at("textDocument/hover", UNDERSTATED, place(&text, "severity: SEV-3", 2));
    // A client that does not say that it shows Markdown is not sent any.
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let shown = hover["contents"]["value"].as_str().unwrap();
    for said in [
        "判定      過小",
        "より重くなる条件\n  data_loss が confirmed なら SEV-1",
        "対応時間            営業時間内",
    ] {
        assert!(shown.contains(said), "{said}\n{shown}");
    }
    assert!(!shown.contains("```"), "{shown}");
    // So are the keys that may be written.
    let items = client.at("textDocument/completion", UNDERSTATED, place(&text, "title:", 0));
    let items = items.as_array().unwrap();
    let says = |name: &str| {
        let item = items
            .iter()
            .find(|item| item["label"] == name)
            .unwrap_or_else(|| panic!("{name} is not offered"));
        item["documentation"]["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(says("authors"), "ポストモーテムを書いた人。");
    let titles: Vec<Value> =
        client.actions(UNDERSTATED, &Value::Null).iter().map(|action| action["title"].clone()).collect();
    let declare =
        "`SEV-2` を宣言する (要確認: 内容が変わる。修正すると response-not-notified の指摘が新たに生じる)";
    assert_eq!(titles, [declare, "ここで severity-understated を理由付きで抑制"]);
    let document = json!({ "uri": world.address(UNDERSTATED) });
    let hints = json!({ "textDocument": document, "range": range(0, 0, 50, 0) });
    assert_eq!(client.ask("textDocument/inlayHint", hints).unwrap()[0]["label"], "SEV 表: SEV-2");
    assert_eq!(client.end(), 0);
}

#[test]
fn nonsense_is_answered_and_ends_nothing() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let broken = |client: &mut Client<'_>, bytes: &[u8]| {
        client.send_bytes(bytes);
        client.answer(&Value::Null).unwrap_err()
    };
    assert_eq!(broken(&mut client, b"Content-Length: 1\r\n\r\n{"), -32700);
    assert_eq!(broken(&mut client, b"Content-Length: 2\r\n\r\n\xff\xfe"), -32700);
    assert_eq!(broken(&mut client, b"Content-Length: 2\r\n\r\n[]"), -32600);
    assert_eq!(broken(&mut client, b"hello\r\n\r\n"), -32700);
    assert_eq!(broken(&mut client, b"Content-Length: 18446744073709551615\r\n\r\n"), -32700);
    assert_eq!(broken(&mut client, b"Content-Length: x\r\n\r\n"), -32700);
    let deep = format!("Content-Length: 100000\r\n\r\n{}", "[".repeat(100_000));
    assert_eq!(broken(&mut client, deep.as_bytes()), -32700);
    client.send(&json!({ "jsonrpc": "2.0", "id": "a", "method": 7 }));
    assert_eq!(client.answer(&json!("a")), Err(-32600));
    assert_eq!(client.ask("textDocument/rename", json!({})), Err(-32601));
    assert_eq!(client.ask("textDocument/hover", json!({ "textDocument": 7 })), Err(-32602));
    assert_eq!(client.ask("textDocument/hover", Value::Null), Err(-32602));
    assert_eq!(client.ask("initialize", json!({})), Err(-32600));
    for method in
        ["$/setTrace", "no/such", "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose"]
    {
        client.tell(method, json!({ "textDocument": [] }));
    }
    client.tell("$/cancelRequest", json!({ "id": 99 }));
    client.change("postmortems/not-open.md", 7, "---\nseverity: SEV-1\n---\n");
    client.send(&json!({ "jsonrpc": "2.0", "id": "sevlint-1", "result": null }));
    // Places that are not there are the end of the line, or of the text.
    client.open(UNDERSTATED);
    for place in [(0, 999_999), (999_999, 0), (3, 4_000_000_000)] {
        client.at("textDocument/hover", UNDERSTATED, place);
    }
    let backwards = json!([{ "range": range(5, 3, 2, 1), "text": "x" }]);
    client.change_by(UNDERSTATED, 2, &backwards);
    client.findings(UNDERSTATED, 2);
    // A request that is not wanted any more is answered once.
    let params = json!({ "textDocument": { "uri": world.address(UNDERSTATED) }, "position": { "line": 3, "character": 0 } });
    let id = client.ask_only("textDocument/hover", params);
    client.tell("$/cancelRequest", json!({ "id": id }));
    assert!(matches!(client.answer(&json!(id)), Ok(_) | Err(-32800)));
    assert_eq!(client.end(), 0);
}

#[test]
fn a_session_ends_as_the_protocol_has_it() {
    let world = World::of("sample");
    let mut client = Client::silent(&world);
    assert_eq!(client.ask("textDocument/hover", json!({})), Err(-32002));
    client.tell("textDocument/didOpen", json!({}));
    client.tell("exit", Value::Null);
    assert_eq!(client.exit(), 1, "it was not shut down");
    let mut client = Client::usual(&world);
    client.ask("shutdown", Value::Null).unwrap();
    assert_eq!(client.ask("textDocument/hover", json!({})), Err(-32600));
    client.tell("exit", Value::Null);
    assert_eq!(client.exit(), 0);
    assert_eq!(Client::usual(&world).hang_up(), 1);
    let mut client = Client::usual(&world);
    client.ask("shutdown", Value::Null).unwrap();
    assert_eq!(client.hang_up(), 0);
}

#[test]
fn a_thousand_changes_are_judged_as_few() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let mut text = client.open(UNDERSTATED);
    client.findings(UNDERSTATED, 1);
    let mut burst = String::new();
    let (line, _) = place(&text, "title:", 0);
    for version in 2..=1001 {
        let (column, new) = if version % 2 == 0 { (7, "障") } else { (7, "🔥") };
        let change = json!([{ "range": range(line, column, line, column), "text": new }]);
        let document = json!({ "uri": world.address(UNDERSTATED), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": change });
        let message =
            json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }).to_string();
        burst += &format!("Content-Length: {}\r\n\r\n{message}", message.len());
        text = text.replacen("title: ", &format!("title: {new}"), 1);
    }
    client.send_bytes(burst.as_bytes());
    assert_eq!(rules(&client.findings(UNDERSTATED, 1001)), ["severity-understated"]);
    let told =
        client.rest().iter().filter(|message| message["method"] == "textDocument/publishDiagnostics").count();
    assert!(told < 100, "{told} times");
    // The server has the very text that the client has: the last change of all is made where it should be.
    let (line, column) = place(&text, "MySQL reader gave", 0);
    let change =
        json!([{ "range": range(line, column, line, column + 5), "text": "\nseverity_override: agreed #" }]);
    client.change_by(UNDERSTATED, 1002, &change);
    let found = client.findings(UNDERSTATED, 1002);
    assert!(!rules(&found).contains(&"front-matter-invalid"), "{found:?}");
    assert!(!rules(&found).contains(&"severity-understated"), "the override holds: {found:?}");
    assert_eq!(client.end(), 0);
}

#[test]
fn what_is_written_in_the_table_is_judged_by_at_once() {
    let world = World::empty();
    world.write("SEV.md", TABLE).write(
        "postmortems/a.md",
        "---\nid: A-1\nseverity: SEV-2\nusers_affected_pct: 40%\ndata_loss: none\n---\n",
    );
    let mut client = Client::usual(&world);
    client.open("postmortems/a.md");
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), [""; 0]);
    client.open("SEV.md");
    assert_eq!(rules(&client.findings("SEV.md", 1)), [""; 0]);
    let other = TABLE.replace("50%", "30%").replace("levels:", "  spare: { kind: boolean }\nlevels:");
    client.change("SEV.md", 2, &other);
    assert_eq!(rules(&client.findings("SEV.md", 2)), ["table-fact-unused"]);
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), ["severity-understated"]);
    // While the table does not load, nothing is judged by it, and that is said.
    client.change("SEV.md", 3, &TABLE.replace("at least 50%", "at least many"));
    assert_eq!(rules(&client.findings("SEV.md", 3)), ["table-invalid"]);
    let told = client.findings("postmortems/a.md", 1);
    assert_eq!(rules(&told), ["table-invalid"]);
    assert!(told[0]["message"].as_str().unwrap().starts_with("not judged, because of SEV.md: "), "{told:?}");
    client.change("SEV.md", 4, TABLE);
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), [""; 0]);
    // Closed without being saved, it is what it was on the disk.
    client.change("SEV.md", 5, &TABLE.replace("50%", "30%"));
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), ["severity-understated"]);
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": world.address("SEV.md") } }));
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), [""; 0]);
    // A change on the disk, and a configuration that was not there.
    world.write("SEV.md", &TABLE.replace("50%", "30%"));
    let watched = |path: &str| json!({ "changes": [{ "uri": world.address(path), "type": 2 }] });
    client.tell("workspace/didChangeWatchedFiles", watched("SEV.md"));
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), ["severity-understated"]);
    world.write("sevlint.toml", "language = \"ja\"\n[rules]\nseverity-understated = \"note\"\n");
    client.tell("workspace/didChangeWatchedFiles", watched("sevlint.toml"));
    let found = client.findings("postmortems/a.md", 1);
    assert_eq!((rules(&found), &found[0]["severity"]), (vec!["severity-understated"], &json!(3)));
    assert!(found[0]["message"].as_str().unwrap().contains("ヒント: "), "{found:?}");
    // One that does not load is told about although nobody has it open.
    world.write("sevlint.toml", "langage = \"ja\"\n");
    client.tell("workspace/didChangeWatchedFiles", watched("sevlint.toml"));
    assert_eq!(rules(&client.findings("sevlint.toml", -1)), ["config-invalid"]);
    world.write("sevlint.toml", "");
    client.tell("workspace/didChangeWatchedFiles", watched("sevlint.toml"));
    assert_eq!(rules(&client.findings("sevlint.toml", -1)), [""; 0]);
    assert_eq!(client.end(), 0);
}

#[test]
fn clients_that_can_are_asked_to_watch_files_and_to_show_new_hints() {
    let world = World::empty();
    world
        .write("SEV.md", TABLE)
        .write("postmortems/a.md", "---\nid: A-1\nseverity: SEV-2\n---\n")
        .write("sevlint.toml", "baseline = \"known {1}.json\"\n")
        .write("known {1}.json", r#"{ "schema": 1, "findings": [] }"#);
    let can = json!({ "workspace": {
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "inlayHint": { "refreshSupport": true },
    } });
    let mut client = Client::start(&world, can);
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    let registered = &asked["params"]["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeWatchedFiles");
    let globs = registered["registerOptions"]["watchers"].to_string();
    assert!(globs.contains("**/sevlint.toml") && globs.contains("**/*.{md,"), "{globs}");
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    client.open("postmortems/a.md");
    client.findings("postmortems/a.md", 1);
    let besides = client.wait(|message| message["method"] == "client/registerCapability");
    assert_eq!(
        besides["params"]["registrations"][0]["registerOptions"]["watchers"],
        json!([{ "globPattern": "**/SEV.md" }, { "globPattern": "**/known ?1?.json" }]),
    );
    // Another table is watched instead.
    let configured = json!({ "changes": [{ "uri": world.address("sevlint.toml"), "type": 2 }] });
    world.write("levels.yaml", &TABLE.replace("---\n", ""));
    world.write("sevlint.toml", "table = \"levels.yaml\"\n");
    client.tell("workspace/didChangeWatchedFiles", configured.clone());
    let no_more = client.wait(|message| message["method"] == "client/unregisterCapability");
    assert_eq!(no_more["params"]["unregisterations"][0]["id"], besides["params"]["registrations"][0]["id"]);
    let besides = client.wait(|message| message["method"] == "client/registerCapability");
    assert!(besides.to_string().contains("**/levels.yaml"), "{besides}");
    world.write("sevlint.toml", "");
    client.tell("workspace/didChangeWatchedFiles", configured);
    client.open("SEV.md");
    client.change("SEV.md", 2, &TABLE.replace("50%", "30%"));
    let refresh = client.wait(|message| message["method"] == "workspace/inlayHint/refresh");
    assert!(refresh["id"].is_string(), "{refresh}");
    assert_eq!(client.end(), 0);
}

#[test]
fn what_is_found_over_several_files_follows_the_texts_of_the_editor() {
    let world = World::empty();
    let text =
        |id: &str| format!("---\nid: {id}\nseverity: SEV-2\nusers_affected_pct: 3%\ndata_loss: none\n---\n");
    world
        .write("SEV.md", TABLE)
        .write("postmortems/a.md", &text("A-1"))
        .write("postmortems/b.md", &text("B-1"));
    let mut client = Client::usual(&world);
    client.open("postmortems/b.md");
    assert_eq!(rules(&client.findings("postmortems/b.md", 1)), [""; 0]);
    client.change("postmortems/b.md", 2, &text("A-1"));
    assert_eq!(rules(&client.findings("postmortems/b.md", 2)), ["incident-duplicated"]);
    // The other one is opened, and gets another id: both are told.
    client.open("postmortems/a.md");
    assert_eq!(rules(&client.findings("postmortems/a.md", 1)), [""; 0]);
    client.change("postmortems/a.md", 2, &text("A-2"));
    assert_eq!(rules(&client.findings("postmortems/b.md", 2)), [""; 0]);
    // A third one that was never saved has that id for a while.
    client.open_as("postmortems/0.md", &text("A-1"));
    let address = world.address("postmortems/b.md");
    client.wait(|message| {
        message["params"]["uri"] == address.as_str() && message.to_string().contains("incident-duplicated")
    });
    let closed = json!({ "uri": world.address("postmortems/0.md") });
    client.tell("textDocument/didClose", json!({ "textDocument": closed }));
    assert_eq!(rules(&client.findings("postmortems/b.md", 2)), [""; 0]);
    assert_eq!(client.end(), 0);
}

#[test]
fn json_labels_and_headings_are_completed() {
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let path = "postmortems/2026-09-01-new.md";
    let at_mark = |client: &mut Client<'_>, version: i64, text: &str| {
        let offset = text.find('|').unwrap();
        let before = &text[..offset];
        let line = before.matches('\n').count();
        let column = before.chars().rev().take_while(|letter| *letter != '\n').count();
        client.change(path, version, &text.replacen('|', "", 1));
        client.offers(path, (line, column))
    };
    client.open_as(path, "{}\n");
    // The quote that an editor has closed already is replaced, too.
    for (version, text, name, written) in [
        (2, "{\n  \"id\": \"1\",\n  \"severity\": \"|\"\n}\n", "SEV-2", "\"SEV-2\""),
        (3, "{\n  \"id\": \"1\",\n  \"severity\":|\n}\n", "SEV-2", " \"SEV-2\""),
        (4, "{\n  \"id\": \"1\",\n  \"data_l|\"\n}\n", "data_loss", "\"data_loss\": "),
        (5, "{\n  \"id\": \"1\",\n  \"data_loss\": \"no|\"\n}\n", "none", "\"none\""),
        (6, "{\n  \"id\": \"1\",\n  \"core_function\": |\n}\n", "true", "true"),
        (7, "# T\n\n- **Severity:** S|\n", "SEV-2", "SEV-2"),
        (8, "# T\n\n| Severity |\n|---|\n| Data loss | |\n", "", ""),
        (9, "# T\n\nData loss:|\n", "none", " none"),
        (10, "---\nid: 1\n---\n\n# T\n\n## Root|\n", "Root cause", "Root cause"),
        (11, "---\nid: 1\n---\n\n# T\n\n## Root cause\n\nx\n\n## |\n", "Timeline", "Timeline"),
        (12, "+++\nid = \"1\"\nseverity = \"S|\"\n+++\n", "SEV-2", "\"SEV-2\""),
    ] {
        let offers = at_mark(&mut client, version, text);
        let wanted = (name.to_owned(), written.to_owned());
        assert!(name.is_empty() || offers.contains(&wanted), "{text}: {offers:?}");
        if text.contains("## |") {
            assert!(!offers.iter().any(|(name, _)| name == "Root cause"), "{offers:?}");
        }
    }
    for (version, text) in
        [(20, "---\nid: 1\n---\n\nProse that goes on: S|\n"), (21, "---\nid: 1\n---\n\n# |\n")]
    {
        assert_eq!(at_mark(&mut client, version, text), [], "{text}");
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn a_fix_that_does_harm_is_not_offered() {
    let world = World::of("fixes/english");
    let mut client = Client::usual(&world);
    // Spelt as it is known, the first slip would be a value that cannot be read.
    let path = "postmortems/2026-04-06-two-slips.md";
    client.open(path);
    assert_eq!(rules(&client.findings(path, 1)).iter().filter(|rule| **rule == "field-misspelt").count(), 2);
    let actions = client.actions(path, &json!(["quickfix"]));
    let disabled = |actions: &[Value], title: &str| {
        actions.iter().find(|action| action["title"] == title).unwrap()["disabled"]["reason"].clone()
    };
    assert_eq!(disabled(&actions, "Write `data_loss`"), Value::Null);
    let reason = "Then there would be a finding of field-unreadable";
    assert_eq!(disabled(&actions, "Write `customers_affected`"), reason);
    // Where its value can be read, it is.
    client.change(path, 2, &world.read(path).replace("1,2,3", "1"));
    let actions = client.actions(path, &json!(["quickfix"]));
    assert_eq!(disabled(&actions, "Write `customers_affected`"), Value::Null);
    assert_eq!(client.end(), 0);
}

#[test]
fn documents_that_are_no_postmortems_are_left_alone() {
    let world = World::empty();
    let text = "---\nid: 1\nseverity: nonsense\n---\n";
    world.write("postmortems/README.md", text).write("notes/a.md", text).write("SEV.md", TABLE);
    world.write("notes/typed.md", "---\ntype: postmortem\nseverity: nonsense\n---\n");
    let mut client = Client::usual(&world);
    for path in ["postmortems/README.md", "notes/a.md"] {
        client.open(path);
        assert_eq!(rules(&client.findings(path, 1)), [""; 0], "{path}");
        assert_eq!(client.at("textDocument/hover", path, (2, 2)), Value::Null);
        assert_eq!(client.offers(path, (2, 10)), []);
        assert_eq!(client.actions(path, &Value::Null), [Value::Null; 0]);
    }
    // Data is no postmortem wherever it stands, and what is written in it changes nothing for those that are open.
    client.open_as("postmortems/data.yaml", "severity: nonsense\n");
    assert_eq!(rules(&client.findings("postmortems/data.yaml", 1)), [""; 0]);
    client.rest();
    client.change("postmortems/data.yaml", 2, "severity: other\n");
    client.findings("postmortems/data.yaml", 2);
    assert_eq!(client.rest(), [Value::Null; 0]);
    client.open("notes/typed.md");
    assert!(rules(&client.findings("notes/typed.md", 1)).contains(&"severity-unknown"));
    // A postmortem that was never saved is judged by the place it is to be saved in.
    client.open_as("postmortems/new/2026-01-01-new.md", text);
    assert!(rules(&client.findings("postmortems/new/2026-01-01-new.md", 1)).contains(&"severity-unknown"));
    for address in [
        "untitled:Untitled-1",
        "file://elsewhere/share/a.md",
        "git:/a.md?x",
        "file:///no/such/postmortems/a.md",
    ] {
        let document = json!({ "uri": address, "languageId": "markdown", "version": 1, "text": text });
        client.tell("textDocument/didOpen", json!({ "textDocument": document }));
        let place = json!({ "textDocument": { "uri": address }, "position": { "line": 2, "character": 2 } });
        client.ask("textDocument/hover", place).unwrap();
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn without_a_table_what_needs_none_is_told() {
    let world = World::empty();
    world.write("postmortems/a b.md", "---\nid: 1\nid: 2\nseverity: SEV-1\n\n---\n");
    let mut client = Client::usual(&world);
    client.open("postmortems/a b.md");
    assert_eq!(rules(&client.findings("postmortems/a b.md", 1)), ["front-matter-duplicate-key"]);
    // Before the closing fence, a key would be written into it.
    assert!(client.offers("postmortems/a b.md", (5, 0)).is_empty());
    assert_eq!(client.at("textDocument/hover", "postmortems/a b.md", (3, 2)), Value::Null);
    assert!(
        client
            .offers("postmortems/a b.md", (4, 0))
            .contains(&("started_at".to_owned(), "started_at: ".to_owned()))
    );
    // The table that is written in the editor counts once it says that it is one.
    client.open_as("severity/levels.md", TABLE);
    client.change("severity/levels.md", 2, TABLE);
    client.findings("severity/levels.md", 2);
    assert_eq!(client.end(), 0);
}

/// Of twenty tries the quickest counts: what else the machine does is not what is measured. A build for development takes
/// longer, and is only to be of use.
#[test]
#[allow(clippy::print_stdout, reason = "the numbers are for whoever asks for them with --nocapture")]
fn a_document_of_100_kilobytes_is_answered_about_at_once() {
    let most = if cfg!(debug_assertions) { Duration::from_secs(2) } else { Duration::from_millis(10) };
    let world = World::of("sample");
    let mut client = Client::usual(&world);
    let mut text = world.read(UNDERSTATED);
    while text.len() < 100_000 {
        text += "\n## 経過の詳細\n\n- 02:15 最初の夜間実行が失敗した 🔥 see [the alert](../SEV.md)\n\n\
            Half-written loads were rolled back by the writers, as designed; 14 customers could repeat a run by hand.\n\n\
            | 時刻 | Action | Owner |\n| --- | --- | --- |\n| 02:15 | Alert on failed runs | k.sato |\n";
    }
    client.open_as(UNDERSTATED, &text);
    client.findings(UNDERSTATED, 1);
    let (title, severity) = (place(&text, "title: ", 7), place(&text, "severity: SEV-3", 11));
    let mut took: Vec<(&str, Vec<Duration>)> = vec![];
    let mut measured =
        |what: &'static str, since: Instant| match took.iter_mut().find(|(known, _)| *known == what) {
            Some((_, times)) => times.push(since.elapsed()),
            None => took.push((what, vec![since.elapsed()])),
        };
    for version in 2..=21 {
        let since = Instant::now();
        let change = json!([{ "range": range(title.0, title.1, title.0, title.1), "text": "障" }]);
        client.change_by(UNDERSTATED, version, &change);
        assert_eq!(rules(&client.findings(UNDERSTATED, version)), ["severity-understated"]);
        measured("findings after a change", since);
        for (what, method) in [("hover", "textDocument/hover"), ("completion", "textDocument/completion")] {
            let since = Instant::now();
            assert_ne!(client.at(method, UNDERSTATED, severity), Value::Null);
            measured(what, since);
        }
        let since = Instant::now();
        assert!(!client.actions(UNDERSTATED, &json!(["quickfix"])).is_empty());
        measured("actions", since);
        // A question right after a change waits until it is judged.
        let since = Instant::now();
        client.change_by(
            UNDERSTATED,
            version,
            &json!([{ "range": range(title.0, title.1, title.0, title.1 + 1), "text": "" }]),
        );
        client.at("textDocument/hover", UNDERSTATED, severity);
        measured("hover right after a change", since);
        client.findings(UNDERSTATED, version);
    }
    for (what, mut times) in took {
        times.sort();
        println!("{what}: {:?} at best, {:?} in the middle", times[0], times[times.len() / 2]);
        assert!(times[0] < most, "{what}: {:?}", times[0]);
    }
    assert_eq!(client.end(), 0);
}
