//! The help of the command line in Japanese. Behind an empty line stands what only `--help` shows.

use super::catalogue::{Catalogue, CommandWords};

/// The help of the command line in Japanese.
pub const JAPANESE: Catalogue = Catalogue {
    usage: "使い方",
    commands: "コマンド",
    arguments: "引数",
    options: "オプション",
    command_name: "コマンド",
    default: "既定値",
    values: "値",
    separator: "、",
    help: COMMANDS,
    shared: SHARED,
    meanings: MEANINGS,
};

/// Every command by its path.
const COMMANDS: &[CommandWords] = &[
    CommandWords {
        path: "",
        about: "ポストモーテムが宣言する重大度を SEV 表と照らし合わせる。",
        arguments: &[],
    },
    CommandWords {
        path: "check",
        about: "ポストモーテムを SEV 表と照らし合わせて検査する。",
        arguments: &[
            ("paths", "ファイルやフォルダー。省略すると現在のフォルダー。"),
            ("format", "指摘の書き方。形式または `形式=ファイル`。複数指定できる。"),
            (
                "select",
                "指定したルールだけを実行する。`severity-` のような系統でもよい。ファイルを読めない原因は常に表示する。",
            ),
            ("ignore", "指定したルールや系統を実行しない。"),
            ("baseline", "既知の指摘。印が付き、数に入らない [既定値: `sevlint.toml` の指定]。"),
            ("write_baseline", "今回の指摘をベースラインに加える。"),
            ("prune_baseline", "なくなった指摘をベースラインから除く。"),
            ("fix", "ポストモーテムの内容を変えずに直せるものを直し、残りを報告する。"),
            ("unsafe_fixes", "ポストモーテムの内容を変える修正も行う。結果は必ず確認する。"),
            (
                "diff",
                "何も変更せず、修正の差分を表示する。安全な修正だけ、`--unsafe-fixes` を付けるとすべて。差分があれば失敗する。",
            ),
            (
                "statistics",
                "指摘を表示せず、ルールごとに数える。プログラム向けの形式は常にすべての指摘を含む。",
            ),
            (
                "stdin_filename",
                "標準入力の内容を、このファイルの内容として検査する。ファイルはなくてもよい。",
            ),
            (
                "changed_since",
                "このコミットとのマージベース以降に変わったものだけを報告する。未コミットの変更と未追跡のファイルも含む。",
            ),
            (
                "staged",
                "次のコミットで変わるものだけを報告する。ポストモーテム、SEV 表、設定はインデックスから読む。",
            ),
            (
                "show_files",
                "Markdown ファイルごとに、ポストモーテムとみなしたかどうかと理由を表示し、検査はしない。",
            ),
            (
                "watch",
                "結果に関わるファイルが変わるたびに検査し直す。`Ctrl-C` で終了する。`--changed-since` の範囲は毎回調べ直し、形式のファイルは毎回書き直す。",
            ),
        ],
    },
    CommandWords {
        path: "report",
        about: "期間内のインシデントを振り返る。直すべきレベル、人と表の一致、表の見直し点。\n\n同じファイルと同じオプションからは、同じ出力になる。時計は実行日 (`--as-of`) だけ。",
        arguments: &[
            ("paths", "ファイルやフォルダー。省略すると現在のフォルダー。"),
            (
                "quarter",
                "会計年度の四半期。`2026-Q3` のように書く。年は会計年度が始まる年 (`sevlint.toml` の `fiscal_year_starts`、なければ 1 月)。",
            ),
            ("since", "最初の日。YYYY-MM-DD。`--until` がなければ、最後の日は実行日。"),
            ("until", "最後の日。YYYY-MM-DD。"),
            (
                "compare",
                "前の四半期と比べる。日付で指定した期間は、月の初めから月の終わりまで (四半期、年など) なら同じ月数、それ以外は同じ日数だけ前の期間と比べる。",
            ),
            (
                "by",
                "インシデントをまとめる観点。`service`、`detection`、または値が語である表の事実 [既定値: `service,detection`]。",
            ),
            (
                "format",
                "報告の書き方。`text`、`markdown`、`html`、`json`、`csv`、または `形式=ファイル`。複数指定できる。",
            ),
        ],
    },
    CommandWords {
        path: "explain",
        about: "ルール、またはポストモーテムの判定を説明する。各レベル、基準、条件を根拠とともに示す。",
        arguments: &[(
            "target",
            "ルールの ID、またはポストモーテムのパス。省略するとすべてのルールを一覧する。",
        )],
    },
    CommandWords {
        path: "adopt",
        about: "ポストモーテムの本文が項目として述べていることを、同じ内容のフロントマターに書く。\n\n`--write` がなければ何も変更せず、`git apply` で使える差分を表示する。本文は変わらない。表が問うのにどこにも書かれていない項目は、記入用のコメント行として残す。書き込む前に各ファイルを読み直し、内容が前と変わる場合は手を付けない。",
        arguments: &[
            ("paths", "ファイルやフォルダー。省略すると現在のフォルダー。"),
            ("write", "差分を表示せず、ファイルを変更する。"),
        ],
    },
    CommandWords {
        path: "classify",
        about: "インシデントを判定する。いくつかの事実から、レベルと対応を答える。",
        arguments: &[
            (
                "facts",
                "わかっていること。`users_affected_pct=32%` のように書く。省略すると、端末では 1 問ずつ質問する。",
            ),
            ("format", "答えの書き方。"),
        ],
    },
    CommandWords {
        path: "table",
        about: "SEV 表そのもの。どこに誤りがあるか、人にどう読まれるか。",
        arguments: &[],
    },
    CommandWords {
        path: "table lint",
        about: "矛盾を探す。決め手にならない基準、穴、逆転、釣り合わない対応。例も試す。",
        arguments: &[
            (
                "paths",
                "プロジェクトのファイルやフォルダー。省略すると現在のフォルダー。フォルダーの下のプロジェクトの表も調べる。",
            ),
            ("format", "指摘の書き方。形式または `形式=ファイル`。複数指定できる。"),
        ],
    },
    CommandWords {
        path: "table show",
        about: "SEV 表を表示する。レベル、該当する基準、例、対応。",
        arguments: &[("language", "言語。`en` または `ja` [既定値: `sevlint.toml` の指定]。")],
    },
    CommandWords {
        path: "table render",
        about: "SEV 表を文書向けに、または表自身のファイルに書き出す。",
        arguments: &[
            ("format", "書き方 [既定値: `markdown`]。"),
            (
                "write",
                "表のファイルの `<!-- sevlint: table -->` と `<!-- /sevlint: table -->` の間に書き込む。",
            ),
            ("check", "何も書き込まない。ファイル内の表示が表の内容と異なれば失敗する。"),
            (
                "language",
                "言語。`en` または `ja` [既定値: 既存の表示の言語、なければ `sevlint.toml` の指定]。",
            ),
        ],
    },
    CommandWords {
        path: "table files",
        about: "ポストモーテムの判定に使われるファイルを一覧にする。設定、SEV 表、既知の指摘、ひな型。\n\n現在のフォルダーとその下のものについて、種類とパスを表示する。壊れたものも含み、リンクならその先のファイルも含む。ポストモーテムだけを他人から受け取り、判定に使うものは受け取らない場合に使う。",
        arguments: &[
            ("at", "作業ツリーの代わりに、このコミットのファイルを調べる。"),
            (
                "null",
                "各行を改行の代わりに `NUL` で終え、パスをそのまま書く。`UTF-8` でないバイトは `U+FFFD` になる。",
            ),
        ],
    },
    CommandWords {
        path: "table learn",
        about: "過去のインシデントから基準を学ぶ。宣言されたレベルを説明する最小限のしきい値を求める。\n\n今の表のレベルと事実に、学んだ基準を添えた表を表示する。SEV 表がなければ、レベルと事実もポストモーテムから取る。基準ごとに、いくつのインシデントを説明し、どれを誤るかを示す。何も書き込まない。編集し、何が変わるかは `sevlint table learn > learnt.yaml` と `sevlint check --table learnt.yaml` で確かめる。",
        arguments: &[
            ("paths", "学ぶ対象のファイルやフォルダー。省略すると現在のフォルダー。"),
            (
                "levels",
                "レベルを重大なものから順にコンマで区切って指定する。SEV 表がなく、名前から順序が分からない場合に使う。",
            ),
            ("language", "コメントの言語。`en` または `ja` [既定値: `sevlint.toml` の指定]。"),
        ],
    },
    CommandWords {
        path: "init",
        about: "出発点となる SEV 表、ポストモーテムのひな型、設定を書く。\n\nまず既存のポストモーテムを調べる。項目の呼び方、宣言されているレベル、多くに共通するものを見て、それに合うものを書く。既存のファイルには手を付けない。",
        arguments: &[
            (
                "preset",
                "出発点とする表。`trocco`、`trocco-ja`、`pagerduty`、`atlassian`、`gitlab`、`gds`、`impact-urgency`、`slo`、`dora`。\n\n省略すると、人向けに書かれた重大度の表や、ポストモーテムが宣言しているレベルがあれば引き継ぐ。なければ `trocco`、ポストモーテムが日本語なら `trocco-ja`。",
            ),
            ("as_of", "今日の代わりの実行日。YYYY-MM-DD。この日以降のインシデントが指摘の対象になる。"),
        ],
    },
    CommandWords {
        path: "lsp",
        about: "言語サーバー (LSP) として、標準入出力でエディターに応える。\n\n入力中の指摘、修正、レベルの理由、SEV 表による補完。エディターが起動する。設定の仕方は `docs/editors.md` にある。",
        arguments: &[],
    },
    CommandWords {
        path: "new",
        about: "ポストモーテムを書く。ID、表が問う項目、まだわからないものの記入欄。\n\nほかのポストモーテムと同じ場所に、同じ流儀の名前で作る。既存のファイルは上書きしない。",
        arguments: &[
            ("title", "何が起きたかを 1 行で。"),
            (
                "level",
                "宣言するレベル [既定値: 事実と表の仮定から決まるレベル。複数ありうるときは最も重いもの]。",
            ),
            ("facts", "わかっていること。`users_affected_pct=32%` のように書く。複数指定できる。"),
            ("id", "インシデントの呼び名 [既定値: ほかのポストモーテムに続く番号、なければファイル名]。"),
            ("path", "書き込むファイル [既定値: ほかのポストモーテムと同じ場所と流儀]。"),
        ],
    },
    CommandWords {
        path: "completions",
        about: "シェルの補完定義を出力する。",
        arguments: &[("shell", "対象のシェル。")],
    },
    CommandWords {
        path: "man",
        about: "マニュアルのページを出力する。`sevlint man check | man -l -` で表示できる。",
        arguments: &[(
            "command",
            "対象のコマンド。`sevlint man table lint` のように書く。省略するとプログラム全体。",
        )],
    },
    CommandWords {
        path: "plan",
        about: "SEV 表の変更が何をもたらすかを示す。過去のインシデント、表の意味、表が問うもの。",
        arguments: &[
            ("paths", "変更を試す過去のインシデントのファイルやフォルダー。省略すると現在のフォルダー。"),
            (
                "from",
                "変更前の表。ファイル、またはコミット (その中で探す) [既定値: 既定のブランチから分かれた時点、なければ現在のコミット]。",
            ),
            (
                "to",
                "変更後の表 [既定値: 作業ツリーの表。複数あるときは変更のあったもの、なければ適用中のもの]。",
            ),
            ("format", "書き方。"),
            ("fail_on_change", "結果か、求められることが変わるものがあれば 1 で終わる。"),
        ],
    },
    CommandWords {
        path: "schema",
        about: "人が書くファイル、またはプログラムが読むファイルの JSON Schema を出力する。",
        arguments: &[("what", "対象。")],
    },
];

/// Arguments that mean the same wherever they are taken.
const SHARED: &[(&str, &str)] = &[
    ("color", "色を付ける条件。"),
    ("table", "すべてのポストモーテムに使う SEV 表。設定された表や見つかった表の代わりに使う。"),
    ("config", "すべてのポストモーテムに使う設定。それぞれの最も近い `sevlint.toml` の代わりに使う。"),
    ("as_of", "今日の代わりの実行日。YYYY-MM-DD。どの上書きがまだ有効かを決める。"),
    (
        "fail_on",
        "この重さ以上の指摘で失敗する。`error`、`warning`、`note`、`never` [既定値: `error`、または `sevlint.toml` の指定]。",
    ),
    (
        "table_history",
        "各インシデントを、その日に有効だった版の SEV 表で判定する。版は、最初の親をたどる履歴で表を変えたコミット。`effective_from` のある版はその日から、ほかの版はコミットの日から、未コミットの変更は今日から有効とする。",
    ),
    (
        "severity_history",
        "宣言されたレベルの移り変わりを、`severity_history` の記載がなければコミットから読み取る。",
    ),
    ("help", "ヘルプを表示する (`-h` は要約)。"),
    ("version", "バージョンを表示する。"),
];

/// What the values of arguments mean.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("color", "auto", "端末のとき"),
    ("color", "always", "常に付ける"),
    ("color", "never", "付けない"),
    ("compare", "previous", "前の期間"),
    ("format", "text", "人が読む形"),
    ("format", "json", "プログラム向け"),
    ("format", "markdown", "Markdown (プルリクエストや文書に)"),
    ("format", "html", "単独の HTML ファイル"),
    ("table_history", "git", "リポジトリのコミット"),
    ("severity_history", "git", "リポジトリのコミット"),
    ("what", "config", "`sevlint.toml`"),
    ("what", "table", "SEV 表"),
    ("what", "postmortem", "ポストモーテムのフロントマター (ここで使われる SEV 表から作る)"),
    ("what", "check", "`sevlint check --format json` の出力"),
    ("what", "report", "`sevlint report --format json` の出力"),
    ("what", "classify", "`sevlint classify --format json` の出力"),
    ("what", "plan", "`sevlint plan --format json` の出力"),
];
