"""What drugs, antibodies and their treatment do, in milliseconds and over weeks."""
