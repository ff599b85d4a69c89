# Rscript bench/placebo.R ROWS.csv PLACEBOS: the placebo tests of `pnpm bench placebo`, needs exchanged between ICBs, on
# matrices of observations by placebos: what R does fast. HC1, HC3, CR1 and CR2 by sub-ICB and ICB (CR2 and its degrees of
# freedom in the closed form of a constant and one column), Conley (Bartlett, 100 km), and the wild bootstrap by ICB
# (199 draws). Prints the seconds, and the share of rejections of each test.
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
placebos <- as.integer(arguments[2])
set.seed(1)
began <- proc.time()[["elapsed"]]
rad <- pi / 180

exchange <- function(block) {
  runs <- rle(block)
  sizes <- runs$lengths
  starts <- cumsum(c(0, sizes[-length(sizes)]))
  order <- vapply(seq_len(placebos), function(p) sample.int(length(sizes)), integer(length(sizes)))
  do.call(rbind, lapply(seq_along(sizes), function(b) {
    size <- sizes[order[b, ]]
    first <- floor(runif(placebos) * size)
    steps <- rep(seq_len(sizes[b]) - 1, placebos)
    at <- rep(first, each = sizes[b]) + steps
    matrix(rep(starts[order[b, ]], each = sizes[b]) + at %% rep(size, each = sizes[b]) + 1, sizes[b])
  }))
}
reject <- function(b, variance, df) mean(abs(b) / sqrt(variance) > qt(0.975, df))
cr2 <- function(b, sxx, n, size, d, s, y, score) {
  each <- function(v) rep(v, each = length(size))
  a <- size / n
  bb <- s / each(sxx)
  cc <- d / each(sqrt(n * sxx))
  root <- sqrt((1 - a) * (1 - bb) - cc^2)
  scale <- 1 / (root * sqrt(2 - a - bb + 2 * root))
  first <- cc * scale
  second <- (1 - a + root) * scale
  g <- first * (y - d * each(b)) / sqrt(n) + second * score / each(sqrt(sxx))
  z1 <- a * first + cc * second
  z2 <- cc * first + bb * second
  square <- z1^2 + z2^2
  own <- first * z1 + second * z2 - square
  squares <- colSums(own^2 - square^2) + colSums(z1^2)^2 + 2 * colSums(z1 * z2)^2 + colSums(z2^2)^2
  list(variance = colSums(g^2) / sxx, df = colSums(own)^2 / squares)
}
wild <- function(b, sxx, n, d, s, y, xy, score) {
  groups <- nrow(d)
  own <- (b * sxx)^2 / colSums(score^2) * (1 - 1e-9)
  extreme <- integer(length(b))
  for (draw in 1:199) {
    v <- matrix(1 - 2 * (runif(length(d)) < 0.5), groups)
    vxy <- v * xy
    numerator <- colSums(vxy)
    centre <- colSums(v * y) / n
    u <- vxy - d * rep(centre, each = groups) - s * rep(numerator / sxx, each = groups)
    extreme <- extreme + (numerator^2 / colSums(u^2) >= own)
  }
  mean(extreme < 10)
}
shares <- lapply(split(rows, rows$snapshot), function(one) {
  n <- nrow(one)
  source <- exchange(one$icb)
  y <- one$y - mean(one$y)
  points <- one[!duplicated(one$sub_icb), ]
  points <- points[order(points$sub_icb), ]
  h <- outer(points$latitude, points$latitude, function(a, b) sin((a - b) * rad / 2)^2) +
    outer(cos(points$latitude * rad), cos(points$latitude * rad)) *
      outer(points$longitude, points$longitude, function(a, b) sin((a - b) * rad / 2)^2)
  kernel <- 1 - 2 * 6371.0088 * asin(sqrt(h)) / 100
  kernel[kernel < 0] <- 0
  vapply(grep("^need", names(one), value = TRUE), function(need) {
    x <- matrix(one[[need]][source], n)
    d <- x - rep(colMeans(x), each = n)
    squares <- d^2
    sxx <- colSums(squares)
    products <- d * y
    b <- colSums(products) / sxx
    scores <- products - squares * rep(b, each = n)
    hc1 <- colSums(scores^2) * n / (n - 2) / sxx^2
    hc3 <- colSums((scores / (1 - 1 / n - squares / rep(sxx, each = n)))^2) / sxx^2
    by <- lapply(list(one$sub_icb, one$icb), function(g) {
      list(score = rowsum(scores, g), d = rowsum(d, g), s = rowsum(squares, g), xy = rowsum(products, g),
        y = drop(rowsum(y, g)), size = drop(rowsum(rep(1, n), g)))
    })
    clustered <- unlist(lapply(by, function(g) {
      count <- length(g$size)
      two <- cr2(b, sxx, n, g$size, g$d, g$s, g$y, g$score)
      c(
        reject(b, count / (count - 1) * (n - 1) / (n - 2) * colSums(g$score^2) / sxx^2, count - 1),
        reject(b, two$variance, two$df)
      )
    }))
    at <- by[[1]]$score
    conley <- colSums(at * (kernel %*% at)) / sxx^2
    icb <- by[[2]]
    c(
      reject(b, hc1, n - 2), reject(b, hc3, n - 2), clustered,
      wild(b, sxx, n, icb$d, icb$s, icb$y, icb$xy, icb$score), reject(b, conley, n - 2)
    )
  }, numeric(8))
})
shares <- rowMeans(do.call(cbind, shares))
cat("seconds", proc.time()[["elapsed"]] - began, "shares", sprintf("%.4f", shares), "\n")
