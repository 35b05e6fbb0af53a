//! Commands that need no server, and what they refuse.
use crate::support::{Folder, flexorder, text};

#[test]
fn help_teaches_the_first_steps() {
    let output = flexorder(&["--help"]).output().unwrap();
    let help = text(&output.stdout);
    assert!(output.status.success());
    for word in [
        "serve --demo",
        "tenant create",
        "check-config",
        "DATABASE_URL",
    ] {
        assert!(help.contains(word), "no {word} in {help}");
    }
}

#[test]
fn a_wrong_command_line_ends_with_2_and_says_why() {
    let wrong: [&[&str]; 7] = [
        &["serve", "--listen", "nowhere"],
        &["serve", "--handler-timeout", "soon"],
        &["serve", "--pool-size", "0"],
        &["serve", "--lock-timeout", "25d"],
        &["tenant", "create", "--name", "A", "--currency", "euro"],
        &[
            "tenant",
            "create",
            "--name",
            "A",
            "--currency",
            "EUR",
            "--tax-rate",
            "101",
        ],
        &["sell"],
    ];
    for arguments in wrong {
        let output = flexorder(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            text(&output.stderr).starts_with("error: "),
            "{}",
            text(&output.stderr)
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn an_unknown_permission_is_refused_with_those_there_are() {
    let arguments = [
        "api-key",
        "create",
        "--organization",
        "org_x",
        "--permissions",
        "order:read",
    ];
    let output = flexorder(&arguments).output().unwrap();
    let organization = "org_00000000000000000000000000";
    let arguments = [
        "api-key",
        "create",
        "--organization",
        organization,
        "--permissions",
        "order:read",
    ];
    let known = flexorder(&arguments).output().unwrap();
    assert_eq!(
        (output.status.code(), known.status.code()),
        (Some(2), Some(2))
    );
    assert!(
        text(&known.stderr).contains("did you mean `orders:read`?"),
        "{}",
        text(&known.stderr)
    );
}

#[test]
fn check_config_prints_every_setting_and_no_secret() {
    let output = flexorder(&["check-config", "--pool-size", "7"])
        .env(
            "DATABASE_URL",
            "postgres://me:hunter2@db.example:5433/orders?options=x",
        )
        .env("FLEXORDER_LOCK_TIMEOUT", "1s")
        .env("FLEXORDER_DATA_DIR", "/tmp/the orders")
        .output()
        .unwrap();
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for line in [
        "# DATABASE_URL=postgres://***@db.example:5433/orders  # --database-url, given by variable",
        "FLEXORDER_POOL_SIZE=7  # --pool-size, given by flag",
        "FLEXORDER_LOCK_TIMEOUT=1s  # --lock-timeout, given by variable",
        "FLEXORDER_LISTEN=127.0.0.1:8080  # --listen, default",
        "FLEXORDER_DEMO=false  # --demo, default",
        "# FLEXORDER_CLOCK_FILE=  # --clock-file, not set",
        "FLEXORDER_DATA_DIR='/tmp/the orders'  # --data-dir, given by variable",
    ] {
        assert!(
            printed.lines().any(|printed| printed == line),
            "no {line} in\n{printed}"
        );
    }
    assert!(!printed.contains("hunter2"), "{printed}");
}

#[test]
fn an_empty_variable_counts_as_unset() {
    let output = flexorder(&["check-config"])
        .env("DATABASE_URL", "")
        .env("FLEXORDER_DEMO", "")
        .env("FLEXORDER_LISTEN", "")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    for line in [
        "# DATABASE_URL=  # --database-url, not set",
        "FLEXORDER_LISTEN=127.0.0.1:8080  # --listen, default",
    ] {
        assert!(printed.lines().any(|printed| printed == line), "{printed}");
    }
}

#[test]
fn a_folder_of_programs_that_is_not_there_is_refused() {
    let output = flexorder(&["check-config", "--pg-bin-dir", "/nowhere"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(told.contains("--pg-bin-dir"), "{told}");
}

#[test]
fn a_key_lives_for_a_time_that_makes_sense() {
    for time in ["0s", "36501d", "999999999999d"] {
        let output = flexorder(&[
            "api-key",
            "create",
            "--organization",
            "org_00000000000000000000000000",
            "--expires-in",
            time,
        ])
        .output()
        .unwrap();
        assert_eq!(output.status.code(), Some(2), "{time}");
        let told = text(&output.stderr);
        assert!(told.contains("--expires-in"), "{told}");
    }
}

#[test]
fn a_wrong_database_url_is_refused_without_being_repeated() {
    for url in [
        "mysql://me:hunter2@db/orders",
        "postgres://me:hunter2@db:port/orders",
        "hunter2",
    ] {
        let output = flexorder(&["check-config"])
            .env("DATABASE_URL", url)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{url}");
        let all = text(&output.stderr) + &text(&output.stdout);
        assert!(all.contains("--database-url / DATABASE_URL"), "{all}");
        assert!(!all.contains("hunter2"), "{all}");
    }
}

#[test]
fn a_clock_file_is_refused_without_its_switch() {
    let folder = Folder::new();
    for command in ["serve", "check-config"] {
        let output = folder
            .command(&[command])
            .env("FLEXORDER_CLOCK_FILE", "/tmp/clock")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        let told = text(&output.stderr);
        assert!(told.contains("--allow-test-clock"), "{told}");
    }
}

#[test]
fn demo_is_refused_on_an_address_that_others_reach() {
    let folder = Folder::new();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let output = folder.run(&["serve", "--demo", "--listen", address]);
        assert_eq!(output.status.code(), Some(2), "{address}");
        assert!(
            text(&output.stderr).contains("loopback"),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn the_document_is_printed_as_yaml() {
    let output = flexorder(&["openapi"]).output().unwrap();
    assert!(output.status.success());
    assert!(
        text(&output.stdout).starts_with("openapi: 3.1"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn a_database_that_is_away_is_a_failure_and_not_a_wrong_command() {
    let output = flexorder(&["migrate"])
        .env("DATABASE_URL", "postgres://me:hunter2@127.0.0.1:1/orders")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("cannot connect to the database"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
}
