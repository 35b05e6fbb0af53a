//! What a file says, whatever wrote it.
use super::*;

const NAME: Header = Header {
    name: "Product Name",
    aliases: &["name"],
    is_required: true,
};
const NOTES: Header = Header {
    name: "Notes",
    aliases: &[],
    is_required: false,
};

/// Row numbers, names and notes.
fn read(file: &[u8]) -> Vec<(usize, String, String)> {
    let table = Table::parse(file, &[NAME, NOTES]).unwrap();
    let row = |row: &Row| {
        assert_eq!(row.fault, None);
        let cell = |header| table.cell(row, header).to_owned();
        (row.number, cell(&NAME), cell(&NOTES))
    };
    table.rows.iter().map(row).collect()
}

fn row(number: usize, name: &str, notes: &str) -> (usize, String, String) {
    (number, name.to_owned(), notes.to_owned())
}

#[test]
fn separators_byte_order_marks_and_line_ends_do_not_matter() {
    let expected = [row(2, "Mac", "a"), row(3, "Dell", "")];
    for file in [
        "Product Name,Notes\nMac,a\nDell,\n",
        "\u{feff}Product Name,Notes\r\nMac,a\r\nDell\r\n",
        " product name ;NOTES\nMac;a\nDell;",
        "product_name\tnotes\nMac\ta\nDell\t",
        "\"Name\",\"Notes\"\n\" Mac \",\"a\"\n\"Dell\",",
        "\"Product; Name\",Notes,Ignored;\nMac,a,\nDell,,\n",
    ] {
        assert_eq!(read(file.as_bytes()), expected, "{file:?}");
    }
}

#[test]
fn rows_have_the_numbers_a_spreadsheet_shows() {
    let file = "Name,Notes\nA,\"two\r\nlines\"\nB,\"x\n\ny\"\n\nC,z\n";
    let expected = [
        row(2, "A", "two\r\nlines"),
        row(3, "B", "x\n\ny"),
        row(5, "C", "z"),
    ];
    assert_eq!(read(file.as_bytes()), expected);
    let file = file.replace("\r\n", "\n").replace('\n', "\r\n");
    assert_eq!(read(file.as_bytes()).last(), Some(&row(5, "C", "z")));
    let file = file.replace("\r\n", "\r");
    assert_eq!(read(file.as_bytes()).last(), Some(&row(5, "C", "z")));
}

#[test]
fn quotation_marks_inside_of_a_cell_are_taken_as_they_stand() {
    let expected = [row(2, "MacBook 16\"", "\"so\"")];
    assert_eq!(read(b"Name,Notes\nMacBook 16\",\"\"\"so\"\"\"\n"), expected);
}

#[test]
fn guards_against_formulas_are_taken_away() {
    assert_eq!(read(b"Name,Notes\n'=1+1,''-x"), [row(2, "=1+1", "'-x")]);
}

#[test]
fn a_row_that_cannot_be_read_has_a_fault_and_the_others_do_not() {
    for (bad, code) in [
        (&b"A,b,c"[..], "invalid_type"),
        (b"A\xff,b", "invalid_string"),
        (b"A\0,b", "invalid_string"),
        (b"A,\"never closed", "invalid_string"),
    ] {
        let file = [b"Name,Notes\nX,y\n", bad].concat();
        let table = Table::parse(&file, &[NAME]).unwrap();
        let faults: Vec<_> = table
            .rows
            .iter()
            .map(|row| row.fault.as_ref().map(|fault| fault.code.as_str()))
            .collect();
        assert_eq!(faults, [None, Some(code)], "{bad:?}");
    }
}

#[test]
fn a_file_without_its_columns_is_refused() {
    for file in [
        &b""[..],
        b"\n\n",
        b"Notes\nx",
        b"Name,NAME\na,b",
        b"N\xff\nx",
        b"\xff\xfeN\0",
    ] {
        assert!(Table::parse(file, &[NAME]).is_err(), "{file:?}");
    }
}

#[test]
fn a_file_with_too_many_rows_is_refused() {
    let rows = |rows| format!("Name\n{}", "x\n".repeat(rows));
    let full = Table::parse(rows(ROWS_MAX).as_bytes(), &[NAME]).unwrap();
    assert_eq!(full.rows.len(), ROWS_MAX);
    assert!(Table::parse(rows(ROWS_MAX + 1).as_bytes(), &[NAME]).is_err());
}

#[test]
fn numbers_are_numbers_and_anything_else_is_text() {
    for (cell, value) in [
        ("", None),
        ("129.90", Some(Value::Number("129.90".into()))),
        ("-1", Some(Value::Number("-1".into()))),
        ("1,5", Some(Value::String("1,5".into()))),
        ("€ 5", Some(Value::String("€ 5".into()))),
        ("NaN", Some(Value::String("NaN".into()))),
    ] {
        assert_eq!(amount(cell), value, "{cell}");
    }
}

#[test]
fn a_file_with_too_many_columns_is_refused_before_it_is_taken_apart() {
    let header = |columns| format!("Name{}\n", ",".repeat(columns - 1));
    assert!(Table::parse(header(COLUMNS_MAX).as_bytes(), &[NAME]).is_ok());
    for file in [
        header(COLUMNS_MAX + 1),
        header(BYTES_MAX - 10),
        // The reader takes this quotation mark for a part of the name.
        format!("Na\"me{}", header(COLUMNS_MAX + 1)),
    ] {
        let error = Table::parse(file.as_bytes(), &[NAME]).unwrap_err();
        let faults = error.into_faults();
        assert!(faults[0].message.contains("more than 200 columns"));
    }
}

#[test]
fn a_row_that_is_wider_than_the_header_keeps_none_of_the_rest() {
    let wide = "y,".repeat(1_000_000);
    let file = format!("Name,Notes\nA,b,, ,\n{wide}\nC,d\n");
    let table = Table::parse(file.as_bytes(), &[NAME]).unwrap();
    let faults = table.rows.iter().map(|row| row.fault.is_some());
    assert_eq!(faults.collect::<Vec<_>>(), [false, true, false]);
    assert!(table.rows.iter().all(|row| row.cells.len() == 2));
}

#[test]
fn what_is_told_of_a_header_is_short() {
    let long = "n".repeat(1_000_000);
    for header in [
        format!("{long},{long}"),
        (0..COLUMNS_MAX / 2)
            .map(|n| format!("{n},{n}"))
            .collect::<Vec<_>>()
            .join(","),
    ] {
        let error = Table::parse(header.as_bytes(), &[NAME]).unwrap_err();
        let faults = error.into_faults();
        assert!(faults.len() <= FAULTS_MAX);
        for fault in faults {
            assert!(fault.path.len() + fault.message.len() < 2_000);
        }
    }
}

#[test]
fn a_row_like_the_end_of_the_file_is_a_row() {
    for file in [
        "Name\n\u{1}\nB\n",
        "Name\r\n\u{1}\r\nB\r\n",
        "Name\n\"\u{1}\"\nB",
    ] {
        let expected = [row(2, "\u{1}", ""), row(3, "B", "")];
        assert_eq!(read(file.as_bytes()), expected, "{file:?}");
    }
    let last = "Name\nB\n\u{1}";
    assert_eq!(
        read(last.as_bytes()),
        [row(2, "B", ""), row(3, "\u{1}", "")]
    );
}
