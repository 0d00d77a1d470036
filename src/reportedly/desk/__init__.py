"""What people see: tables and plots in the terminal."""
