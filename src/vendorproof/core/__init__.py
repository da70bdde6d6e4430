"""What everything may use and what uses nothing: errors, ids, clock, paging, scope."""
