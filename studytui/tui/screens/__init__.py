"""What opens above the views: pickers, forms, help, the palette."""
