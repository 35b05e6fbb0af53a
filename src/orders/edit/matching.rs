//! Which item of an order a line of a new list means (contract 10.6): by id, else by SKU and term; a
//! line without a term by SKU in order where the items left of it share one; at last by SKU alone
//! where just one is left on either side.
use crate::{
    error::Fault,
    orders::{OrderItem, wire::ItemPatch},
};

/// For each line of `sent` the index of the item it means; none for a new one. An id that no item
/// has, or that stands twice, is a fault, and so is a line that may mean items of several terms.
pub(super) fn matches(
    items: &[OrderItem],
    sent: &[ItemPatch],
) -> Result<Vec<Option<usize>>, Vec<Fault>> {
    let mut matching = Matching {
        of_line: vec![None; sent.len()],
        taken: vec![false; items.len()],
    };
    let faults: Vec<Fault> = sent
        .iter()
        .enumerate()
        .filter_map(|(line, wanted)| matching.by_id(line, wanted, items))
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    matching.by_term(items, sent);
    let faults = matching.without_term(items, sent);
    if !faults.is_empty() {
        return Err(faults);
    }
    matching.by_sku(items, sent);
    Ok(matching.of_line)
}

struct Matching {
    /// Index of the item, by line.
    of_line: Vec<Option<usize>>,
    /// Whether an item has its line.
    taken: Vec<bool>,
}

impl Matching {
    fn take(&mut self, line: usize, item: usize) {
        if let Some(of_line) = self.of_line.get_mut(line) {
            *of_line = Some(item);
        }
        if let Some(taken) = self.taken.get_mut(item) {
            *taken = true;
        }
    }

    fn is_open(&self, line: usize) -> bool {
        self.of_line.get(line).is_some_and(Option::is_none)
    }

    /// The first item left that `fits`, by index.
    fn left<'a>(
        &'a self,
        items: &'a [OrderItem],
        fits: impl Fn(&OrderItem) -> bool + 'a,
    ) -> impl Iterator<Item = usize> + 'a {
        items
            .iter()
            .zip(&self.taken)
            .enumerate()
            .filter(move |(_, (item, taken))| !**taken && fits(item))
            .map(|(index, _)| index)
    }

    fn by_id(&mut self, line: usize, wanted: &ItemPatch, items: &[OrderItem]) -> Option<Fault> {
        let id = wanted.item_id.as_ref()?;
        let item = items.iter().position(|item| item.id.to_string() == *id);
        let message = match item {
            None => "The order has no such item. Leave itemId out to add one.",
            Some(item) if self.taken.get(item) == Some(&true) => "This item stands twice.",
            Some(item) => {
                self.take(line, item);
                return None;
            }
        };
        let path = format!("items[{line}].itemId");
        Some(Fault::shape(path, "custom", message))
    }

    fn by_term(&mut self, items: &[OrderItem], sent: &[ItemPatch]) {
        for (line, wanted) in sent.iter().enumerate() {
            let fits = |item: &OrderItem| {
                wanted.is_of(item)
                    && Some(i64::from(item.contract_length)) == wanted.contract_length
            };
            let item = self.left(items, fits).next();
            if let Some(item) = item.filter(|_| self.is_open(line)) {
                self.take(line, item);
            }
        }
    }

    /// Lines that leave the term out, in order. Where the items left of their SKU differ in term,
    /// nobody can tell which one is meant: a fault.
    fn without_term(&mut self, items: &[OrderItem], sent: &[ItemPatch]) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (line, wanted) in sent.iter().enumerate() {
            if wanted.contract_length.is_some() || !self.is_open(line) {
                continue;
            }
            let mut left = self.left(items, |item| wanted.is_of(item));
            let Some(first) = left.next() else {
                continue;
            };
            let term = items.get(first).map(|item| item.contract_length);
            let one = left.all(|other| items.get(other).map(|item| item.contract_length) == term);
            drop(left);
            if one {
                self.take(line, first);
            } else {
                faults.push(ambiguous(line));
            }
        }
        faults
    }

    fn by_sku(&mut self, items: &[OrderItem], sent: &[ItemPatch]) {
        for (line, wanted) in sent.iter().enumerate() {
            let lines = sent
                .iter()
                .enumerate()
                .filter(|(other, sent)| self.is_open(*other) && sent.sku == wanted.sku)
                .count();
            let mut left = self.left(items, |item| wanted.is_of(item));
            let only = left.next().filter(|_| left.next().is_none());
            drop(left);
            if let Some(item) = only.filter(|_| lines == 1 && self.is_open(line)) {
                self.take(line, item);
            }
        }
    }
}

impl ItemPatch {
    fn is_of(&self, item: &OrderItem) -> bool {
        self.sku.as_ref() == Some(&item.sku)
    }
}

fn ambiguous(line: usize) -> Fault {
    let message = "The order has items of this SKU with several terms. Send itemId or \
                   contractLength to say which one is meant.";
    Fault::shape(format!("items[{line}]"), "custom", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::item::tests::item;

    fn line(sku: &str, contract_length: Option<i64>) -> ItemPatch {
        ItemPatch {
            item_id: None,
            sku: Some(sku.into()),
            quantity: 1,
            contract_length,
        }
    }

    #[test]
    fn lines_mean_items_by_term_then_by_sku_alone() {
        let items = [
            item("A", 1, 100, 12),
            item("A", 1, 200, 12),
            item("A", 1, 300, 24),
            item("B", 1, 400, 12),
        ];
        let (a12, a24, a, b, b24) = (
            line("A", Some(12)),
            line("A", Some(24)),
            line("A", None),
            line("B", None),
            line("B", Some(24)),
        );
        for (sent, expected) in [
            (
                vec![&a12, &a12, &a24, &b],
                vec![Some(0), Some(1), Some(2), Some(3)],
            ),
            (vec![&b, &a24, &a12], vec![Some(3), Some(2), Some(0)]),
            // The last of its SKU on both sides.
            (vec![&a12, &a12, &a], vec![Some(0), Some(1), Some(2)]),
            // A third line of a term that two items have.
            (vec![&a12, &a12, &a12], vec![Some(0), Some(1), Some(2)]),
            (vec![&b24], vec![Some(3)]),
            // The one without a term means the item, so the other one is new.
            (vec![&b24, &b], vec![None, Some(3)]),
            (vec![&b, &b], vec![Some(3), None]),
            // All that are left share a term.
            (vec![&a24, &a, &a], vec![Some(2), Some(0), Some(1)]),
            (vec![&a24, &a], vec![Some(2), Some(0)]),
            (vec![&line("C", Some(12))], vec![None]),
        ] {
            let sent: Vec<ItemPatch> = sent
                .into_iter()
                .map(|line| ItemPatch {
                    item_id: None,
                    sku: line.sku.clone(),
                    ..*line
                })
                .collect();
            assert_eq!(matches(&items, &sent), Ok(expected), "{sent:?}");
        }
    }

    #[test]
    fn a_line_without_a_term_says_which_of_several_it_means() {
        let items = [
            item("A", 1, 100, 12),
            item("A", 1, 200, 12),
            item("A", 1, 300, 24),
        ];
        for (sent, faults) in [
            (vec![line("A", None)], vec!["items[0]"]),
            (
                vec![line("A", Some(12)), line("A", None), line("A", None)],
                vec!["items[1]", "items[2]"],
            ),
        ] {
            let found = matches(&items, &sent).unwrap_err();
            let paths: Vec<&str> = found.iter().map(|fault| fault.path.as_str()).collect();
            assert_eq!(paths, faults, "{sent:?}");
        }
    }

    #[test]
    fn an_id_comes_first_and_must_be_there_once() {
        let items = [item("A", 1, 100, 12), item("A", 1, 200, 12)];
        let by_id = |id: &str| ItemPatch {
            item_id: Some(id.into()),
            ..line("A", Some(12))
        };
        let second = items[1].id.to_string();
        let sent = [line("A", Some(12)), by_id(&second)];
        assert_eq!(matches(&items, &sent), Ok(vec![Some(0), Some(1)]));
        let sent = [
            line("A", Some(12)),
            line("A", Some(12)),
            by_id(&items[0].id.to_string()),
        ];
        assert_eq!(matches(&items, &sent), Ok(vec![Some(1), None, Some(0)]));
        for sent in [
            vec![by_id(&second), by_id(&second)],
            vec![by_id("item_unknown")],
        ] {
            assert_eq!(matches(&items, &sent).unwrap_err().len(), 1);
        }
    }
}
