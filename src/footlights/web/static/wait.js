// A page that waits for work to end looks again every second.

setTimeout(() => location.reload(), 1_000);
