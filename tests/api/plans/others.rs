//! The other lists: each filter alone, and pairs that are asked for.
use super::{ALONE_MAX, Check, GATHERED_MAX, PAIR_MAX};

/// Lists by one filter, or by none in some order.
const ALONE: &[&str] = &[
    "customers?status=inactive",
    "customers?customerType=business",
    "customers?hasActiveRentals=true",
    "customers?hasActiveRentals=false",
    "customers?email=c1234@mail.example.org",
    "customers?sortBy=firstName&sortDir=asc",
    "customers?sortBy=lastName",
    "customers?sortBy=email",
    "customers?sortBy=totalMonthlyRevenue",
    "customers?sortBy=totalDevicesRented",
    "subscriptions?status=active",
    "subscriptions?status=cancelled,ended_buyout",
    "subscriptions?sku=SKU-1-0",
    "subscriptions?sku=SKU-150-1",
    "subscriptions?serialNumber=SN-4711",
    "subscriptions?sortBy=updatedAt",
    "subscriptions?sortBy=startDate",
    "subscriptions?sortBy=endDate&sortDir=asc",
    "subscriptions?sortBy=status",
    "payments?status=pending",
    "payments?status=failed",
    "payments?sortBy=dueDate&sortDir=asc",
    "payments?sortBy=amount",
    "payments?sortBy=status",
    "payments?sortBy=customer&sortDir=asc",
    "assets?status=returned",
    "assets?sku=SKU-1-0",
    "assets?sortBy=updatedAt",
    "assets?sortBy=serialNumber",
    "assets?sortBy=status",
    "billing-groups",
    "billing-groups?status=inactive",
    "billing-groups?sortDir=asc",
];

/// Lists by two filters.
const PAIRS: &[&str] = &[
    "customers?status=inactive&customerType=business",
    "customers?hasActiveRentals=true&customerType=business",
    "subscriptions?status=active&sku=SKU-1-0",
    "subscriptions?status=cancelled&sku=SKU-1-0",
    "assets?status=returned&sku=SKU-1-0",
];

/// Of the queue: each item shows up to 20 assets of its SKU besides.
const QUEUE: &[&str] = &[
    "fulfillment/queue",
    "fulfillment/queue?status=partial",
    "fulfillment/queue?status=pending,confirmed",
    "fulfillment/queue?sku=SKU-1-0",
    "fulfillment/queue?sku=SKU-150-1",
    "fulfillment/queue?sku=SKU-150-1&status=partial",
];

/// In another order than that of the filter's index.
const GATHERED: &[&str] = &[
    "payments?status=failed&dueDateFrom=2024-03-01",
    "payments?dueDateFrom=2024-03-01&dueDateTo=2024-03-05",
    "payments?status=pending&dueDateTo=2024-04-01",
    "payments?overdue=true&dueDateFrom=2024-03-01",
    "payments?paidFrom=2024-03-01&paidTo=2024-03-05",
    "subscriptions?endDateTo=2025-01-20&status=active",
    "subscriptions?endDateFrom=2025-01-01",
    "subscriptions?startDateFrom=2024-01-01&startDateTo=2024-01-20",
    "subscriptions?endDateFrom=2025-01-01&endDateTo=2025-01-20",
    "customers?hasActiveRentals=true&sortBy=totalMonthlyRevenue",
    "subscriptions?sku=SKU-150-1&sortBy=endDate",
    "payments?status=failed&sortBy=amount",
    "payments?status=pending&sortBy=customer",
    "payments?sortBy=dueDate&sortDir=asc&status=pending",
    "assets?sku=SKU-150-1&sortBy=status",
];

pub async fn check(check: &mut Check) {
    for (lists, most) in [
        (ALONE, ALONE_MAX),
        (PAIRS, PAIR_MAX),
        (QUEUE, PAIR_MAX),
        (GATHERED, GATHERED_MAX),
    ] {
        for list in lists {
            check.list(list, &format!("/v1/{list}"), most).await;
        }
    }
}
