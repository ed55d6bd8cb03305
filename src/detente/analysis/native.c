/* The hot loops of stability in option form: the same sweeps as kernels.py, without temporaries.
 *
 * Loaded through ctypes by native.py where a compiler was present at build time; never needed. A state is an index,
 * its code has bit k set when option k is taken. States that one decision maker can move between both ways form a
 * block; one-way options lead from block to block. A decision maker's ladder lists the states block by block, best for
 * it first, so that running minima answer what every state could improve to.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING INT32_MAX
#define NEW_BLOCK 0x80000000u
#define NEW_RANK 0x40000000u
#define STATE 0x3fffffffu

#define STATES (-2)

typedef struct {
    int32_t n_blocks;
    uint64_t set, clear; /* one-way options that can only be taken, only be given up */
    int32_t *of;         /* block of each state */
    uint32_t *order;     /* the ladder, flags in the two highest bits; NULL until needed */
    int32_t *first;      /* where each block begins in the ladder; one more for the end */
    uint64_t *key;       /* the code common to a block, own two-way options not taken */
    const int32_t *rank;
    uint64_t two_way;
    uint64_t *changes; /* room for the improving changes of one state; NULL until needed */
    int32_t n_changes;
} Mover;

typedef struct {
    int32_t n, n_movers;
    int32_t *table; /* code to block, rebuilt per mover where one-way options need it */
    int32_t *scratch;
    uint64_t size;
    int32_t table_of; /* whose blocks the table holds; STATES where it leads from code to state */
    const uint64_t *codes;
    Mover *movers;
} Game;

void detente_free(Game *game) {
    if (!game) return;
    if (game->movers)
        for (int32_t j = 0; j < game->n_movers; j++) {
            free(game->movers[j].of);
            free(game->movers[j].order);
            free(game->movers[j].first);
            free(game->movers[j].key);
            free(game->movers[j].changes);
        }
    free(game->movers);
    free(game->table);
    free(game->scratch);
    free(game);
}

/* Fill the table with the blocks of mover j, numbered in ascending order of their key. */
static void fill_table(Game *game, int32_t j) {
    if (game->table_of == j) return;
    memset(game->table, 0xff, game->size * sizeof(int32_t));
    Mover *mover = &game->movers[j];
    for (int32_t b = 0; b < mover->n_blocks; b++) game->table[mover->key[b]] = b;
    game->table_of = j;
}

static int build_blocks(Game *game, int32_t j, const uint64_t *codes, uint64_t two_way) {
    Mover *mover = &game->movers[j];
    int32_t n = game->n, count = 0;
    int32_t *table = game->table;
    memset(table, 0xff, game->size * sizeof(int32_t));
    for (int32_t s = 0; s < n; s++) table[codes[s] & ~two_way] = 0;
    for (uint64_t code = 0; code < game->size; code++)
        if (table[code] == 0) table[code] = count++;
    mover->n_blocks = count;
    mover->of = malloc((size_t)n * sizeof(int32_t));
    mover->key = malloc((size_t)count * sizeof(uint64_t));
    mover->first = calloc((size_t)count + 1, sizeof(int32_t));
    if (!mover->of || !mover->key || !mover->first) return 0;
    for (int32_t s = 0; s < n; s++) {
        uint64_t key = codes[s] & ~two_way;
        int32_t b = table[key];
        mover->of[s] = b;
        mover->key[b] = key;
        mover->first[b + 1]++;
    }
    for (int32_t b = 0; b < count; b++) mover->first[b + 1] += mover->first[b];
    game->table_of = j;
    return 1;
}

/* codes: n; two_way, set, clear: a mask per mover; ranks: n_movers rows of n, dense from 1. Codes and ranks stay the
 * caller's and must live as long as the game.
 * NULL when memory runs out. */
Game *detente_prepare(int32_t n, int32_t n_options, int32_t n_movers, const uint64_t *codes, const uint64_t *two_way,
                      const uint64_t *set, const uint64_t *clear, const int32_t *ranks) {
    Game *game = calloc(1, sizeof(Game));
    if (!game) return NULL;
    game->n = n;
    game->n_movers = n_movers;
    game->codes = codes;
    game->size = (uint64_t)1 << n_options;
    game->movers = calloc((size_t)n_movers, sizeof(Mover));
    game->table = malloc(game->size * sizeof(int32_t));
    game->scratch = malloc(((size_t)n + 1) * 2 * sizeof(int32_t));
    int good = game->movers && game->table && game->scratch;
    for (int32_t j = 0; good && j < n_movers; j++) {
        Mover *mover = &game->movers[j];
        mover->set = set[j];
        mover->clear = clear[j];
        mover->two_way = two_way[j];
        mover->rank = ranks + (size_t)j * n;
        good = build_blocks(game, j, codes, two_way[j]);
    }
    if (!good) {
        detente_free(game);
        return NULL;
    }
    return game;
}

/* Sort the states by block, best first: by rank, then stably by block, each by counting. */
static int build_ladder(Game *game, int32_t j) {
    Mover *mover = &game->movers[j];
    int32_t n = game->n, highest = 0;
    if (mover->order) return 1;
    for (int32_t s = 0; s < n; s++)
        if (mover->rank[s] > highest) highest = mover->rank[s];
    size_t buckets = (size_t)(highest > mover->n_blocks ? highest : mover->n_blocks) + 2;
    int32_t *count = calloc(buckets, sizeof(int32_t));
    uint32_t *by_rank = (uint32_t *)game->scratch;
    mover->order = malloc((size_t)n * sizeof(uint32_t));
    if (!count || !mover->order) {
        free(count);
        return 0;
    }
    for (int32_t s = 0; s < n; s++) count[highest - mover->rank[s] + 1]++;
    for (int32_t r = 0; r <= highest; r++) count[r + 1] += count[r];
    for (int32_t s = 0; s < n; s++) by_rank[count[highest - mover->rank[s]]++] = (uint32_t)s;
    memcpy(count, mover->first, (size_t)mover->n_blocks * sizeof(int32_t));
    for (int32_t p = 0; p < n; p++) {
        uint32_t s = by_rank[p];
        mover->order[count[mover->of[s]]++] = s;
    }
    free(count);
    int32_t block = -1, rank = -1;
    for (int32_t p = 0; p < n; p++) {
        uint32_t s = mover->order[p];
        if (mover->of[s] != block)
            mover->order[p] |= NEW_BLOCK | NEW_RANK;
        else if (mover->rank[s] != rank)
            mover->order[p] |= NEW_RANK;
        block = mover->of[s];
        rank = mover->rank[s];
    }
    return 1;
}

/* The one-way options that can still change in a block. */
static uint64_t changeable(const Mover *mover, int32_t b) {
    return (mover->set & ~mover->key[b]) | (mover->clear & mover->key[b]);
}

/* values[s] becomes the least over the moves of j from s and staying; 1 when anything changed. */
static int sweep_moves(Game *game, int32_t j, int32_t *values) {
    Mover *mover = &game->movers[j];
    int32_t n = game->n, *within = game->scratch, *least = within;
    for (int32_t b = 0; b < mover->n_blocks; b++) within[b] = NOTHING;
    for (int32_t s = 0; s < n; s++) {
        int32_t b = mover->of[s];
        if (values[s] < within[b]) within[b] = values[s];
    }
    if (mover->set | mover->clear) {
        fill_table(game, j);
        least = game->scratch + n + 1;
        for (int32_t b = 0; b < mover->n_blocks; b++) {
            uint64_t free_bits = changeable(mover, b);
            least[b] = within[b];
            for (uint64_t change = free_bits; change; change = (change - 1) & free_bits) {
                int32_t t = game->table[mover->key[b] ^ change];
                if (t >= 0 && within[t] < least[b]) least[b] = within[t];
            }
        }
    }
    int changed = 0;
    for (int32_t s = 0; s < n; s++) {
        int32_t value = least[mover->of[s]];
        changed |= value != values[s];
        values[s] = value;
    }
    return changed;
}

/* The same over improvements, within blocks: one pass down the ladder. */
static int improve_within(const Game *game, const Mover *mover, int32_t *values) {
    int32_t running = NOTHING, before = NOTHING;
    int changed = 0;
    for (int32_t p = 0; p < game->n; p++) {
        uint32_t place = mover->order[p], s = place & STATE;
        if (place & NEW_BLOCK) running = NOTHING;
        if (place & NEW_RANK) before = running;
        int32_t value = values[s];
        if (before < value) {
            values[s] = value = before;
            changed = 1;
        }
        if (value < running) running = value;
    }
    return changed;
}

/* The same across blocks: two ladders are walked side by side for each set of changes. */
static int improve_across(Game *game, int32_t j, int32_t *values) {
    Mover *mover = &game->movers[j];
    int changed = 0;
    int32_t *running = game->scratch;
    for (int32_t p = 0, least = NOTHING; p < game->n; p++) {
        uint32_t place = mover->order[p];
        if (place & NEW_BLOCK) least = NOTHING;
        if (values[place & STATE] < least) least = values[place & STATE];
        running[p] = least;
    }
    fill_table(game, j);
    for (int32_t b = 0; b < mover->n_blocks; b++) {
        uint64_t free_bits = changeable(mover, b);
        for (uint64_t change = free_bits; change; change = (change - 1) & free_bits) {
            int32_t t = game->table[mover->key[b] ^ change];
            if (t < 0) continue;
            int32_t q = mover->first[t], end = mover->first[t + 1];
            for (int32_t p = mover->first[b]; p < mover->first[b + 1]; p++) {
                uint32_t s = mover->order[p] & STATE;
                while (q < end && mover->rank[mover->order[q] & STATE] > mover->rank[s]) q++;
                if (q > mover->first[t] && running[q - 1] < values[s]) {
                    values[s] = running[q - 1];
                    changed = 1;
                }
            }
        }
    }
    return changed;
}

/* values[s] becomes the least that sequences of everybody but `dm` reach from s, none included. 0: out of memory. */
int detente_close(Game *game, int32_t dm, int improving, int32_t *values) {
    int32_t quiet = 0;
    if (improving)
        for (int32_t j = 0; j < game->n_movers; j++)
            if (j != dm && !build_ladder(game, j)) return 0;
    for (int32_t turn = 0; quiet < game->n_movers; turn = (turn + 1) % game->n_movers) {
        int changed = 0;
        if (turn != dm) {
            Mover *mover = &game->movers[turn];
            if (!improving)
                changed = sweep_moves(game, turn, values);
            else {
                /* Improvements of one mover are transitive: within, across and within again is all there is. */
                changed = improve_within(game, mover, values);
                if (mover->set | mover->clear) changed |= improve_across(game, turn, values);
            }
        }
        quiet = changed ? 1 : quiet + 1;
    }
    return 1;
}

/* found[s] becomes the greatest value over the moves of j from s and staying. */
void detente_best(Game *game, int32_t j, const int32_t *values, int32_t *found) {
    for (int32_t s = 0; s < game->n; s++) found[s] = -values[s];
    sweep_moves(game, j, found);
    for (int32_t s = 0; s < game->n; s++) found[s] = -found[s];
}

static void list_improvements(Game *game, int32_t j, int32_t state) {
    Mover *mover = &game->movers[j];
    uint64_t code = game->codes[state];
    uint64_t free_bits = mover->two_way | (mover->set & ~code) | (mover->clear & code);
    mover->n_changes = 0;
    for (uint64_t change = free_bits; change; change = (change - 1) & free_bits) {
        int32_t t = game->table[code ^ change];
        if (t >= 0 && mover->rank[t] > mover->rank[state]) mover->changes[mover->n_changes++] = change;
    }
}

/* Whether some choice of improvements by movers j, j + 1, … (none by `dm`), added to those already made in `code`,
 * ends in a state that `dm` ranks no higher than `rank`; at least one opponent must move. */
static int spoils(const Game *game, int32_t j, int32_t dm, uint64_t code, int moved, int32_t rank) {
    if (j == game->n_movers) {
        int32_t t = moved ? game->table[code] : -1;
        return t >= 0 && game->movers[dm].rank[t] <= rank;
    }
    if (j != dm)
        for (int32_t i = 0; i < game->movers[j].n_changes; i++)
            if (spoils(game, j + 1, dm, code ^ game->movers[j].changes[i], 1, rank)) return 1;
    return spoils(game, j + 1, dm, code, moved, rank);
}

/* stable[s] becomes 1 where every improvement of `dm` from s is spoilt by improvements that others make from s at the
 * same moment, for the states first to last - 1. 0: out of memory. */
int detente_simultaneous(Game *game, int32_t dm, int32_t first, int32_t last, uint8_t *stable) {
    for (int32_t j = 0; j < game->n_movers; j++) {
        Mover *mover = &game->movers[j];
        int bits = __builtin_popcountll(mover->two_way | mover->set | mover->clear);
        if (!mover->changes) mover->changes = malloc(((size_t)1 << bits) * sizeof(uint64_t));
        if (!mover->changes) return 0;
    }
    if (game->table_of != STATES) {
        memset(game->table, 0xff, game->size * sizeof(int32_t));
        for (int32_t s = 0; s < game->n; s++) game->table[game->codes[s]] = s;
        game->table_of = STATES;
    }
    for (int32_t s = first; s < last; s++) {
        const Mover *mover = &game->movers[dm];
        int good = 1;
        list_improvements(game, dm, s);
        if (mover->n_changes)
            for (int32_t j = 0; j < game->n_movers; j++)
                if (j != dm) list_improvements(game, j, s);
        for (int32_t i = 0; good && i < mover->n_changes; i++)
            good = spoils(game, 0, dm, game->codes[s] ^ mover->changes[i], 0, mover->rank[s]);
        stable[s] = (uint8_t)good;
    }
    return 1;
}
