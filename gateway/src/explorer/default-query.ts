/** What the explorer shows at first: operations to run and change. */
export const defaultQuery = `# Cartwright: one endpoint for catalogue, carts, orders, payments and accounts.
# Ctrl+Enter runs the operation under the cursor; the tabs below hold variables and headers.

query Browse {
  products(first: 5) {
    totalCount
    nodes {
      name
      slug
      priceRange {
        min {
          amount
          currencyCode
        }
      }
    }
  }
}

# Start as a guest, then put { "Authorization": "Bearer <accessToken>" } into the headers tab.
mutation StartAsGuest {
  guestSessionCreate {
    tokens {
      accessToken
    }
  }
}

# Follow an order of yours: first its present state, then each step, over a WebSocket.
subscription FollowOrder($orderId: ID!) {
  orderStatusChanged(orderId: $orderId) {
    version
    status
    order {
      number
      lines {
        quantity
        title
      }
    }
  }
}
`;
