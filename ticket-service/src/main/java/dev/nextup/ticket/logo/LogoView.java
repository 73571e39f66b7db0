package dev.nextup.ticket.logo;

/**
 * A logo as its admins see it.
 *
 * @param logoUrl absolute; another picture has another one
 * @param width in pixels
 * @param height in pixels
 * @param bytes size of the file
 */
record LogoView(String logoUrl, String mediaType, int width, int height, int bytes) {}
