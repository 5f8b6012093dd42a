"""When: calendars, periods, acceptance, bill and due dates."""
