/*
 * What a sender must at least compute per message: a P-256 key pair and the secret it shares with the browser's
 * key. OpenSSL alone, the browser's key not validated again. Prints messages and nanoseconds of processor time.
 */
#define _POSIX_C_SOURCE 200809L
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void need(int fine) {
    if (!fine) {
        fputs("OpenSSL refuses\n", stderr);
        exit(1);
    }
}

static long long nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static void message(EVP_PKEY_CTX *generator, EVP_PKEY *browser) {
    EVP_PKEY *once = NULL;
    need(EVP_PKEY_keygen(generator, &once) == 1);
    EVP_PKEY_CTX *agreement = EVP_PKEY_CTX_new(once, NULL);
    unsigned char secret[32];
    size_t length = sizeof secret;
    need(agreement != NULL && EVP_PKEY_derive_init(agreement) == 1);
    need(EVP_PKEY_derive_set_peer_ex(agreement, browser, 0) == 1);
    need(EVP_PKEY_derive(agreement, secret, &length) == 1 && length == sizeof secret);
    EVP_PKEY_CTX_free(agreement);
    EVP_PKEY_free(once);
}

int main(int count, char **arguments) {
    long long seconds = count > 1 ? atoll(arguments[1]) : 5;
    EVP_PKEY *browser = EVP_EC_gen("P-256");
    EVP_PKEY_CTX *generator = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    need(browser != NULL && generator != NULL && EVP_PKEY_keygen_init(generator) == 1);
    need(EVP_PKEY_CTX_set_ec_paramgen_curve_nid(generator, NID_X9_62_prime256v1) == 1);
    long long messages = 0;
    long long used = nanos(CLOCK_PROCESS_CPUTIME_ID);
    long long end = nanos(CLOCK_MONOTONIC) + seconds * 1000000000LL;
    while (nanos(CLOCK_MONOTONIC) < end) {
        message(generator, browser);
        messages++;
    }
    printf("%lld %lld\n", messages, nanos(CLOCK_PROCESS_CPUTIME_ID) - used);
    return 0;
}
