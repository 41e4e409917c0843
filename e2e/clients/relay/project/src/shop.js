import { graphql } from 'relay-runtime';

export const pageQuery = graphql`
  query shopPageQuery($first: Int!, $after: String) {
    ...shopProducts @arguments(first: $first, after: $after)
  }
`;

export const products = graphql`
  fragment shopProducts on Query
  @refetchable(queryName: "shopProductsRefetchQuery")
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }) {
    products(first: $first, after: $after, sort: NAME) @connection(key: "shop_products") {
      edges {
        node {
          id
          name
          priceRange {
            min {
              amount
              currencyCode
            }
          }
        }
      }
    }
  }
`;

export const productPage = graphql`
  query shopProductPageQuery($slug: String!) {
    product(slug: $slug) {
      id
      ...shopProduct
    }
  }
`;

export const product = graphql`
  fragment shopProduct on Product @refetchable(queryName: "shopProductRefetchQuery") {
    name
    variants {
      id
      availableForSale
    }
  }
`;

export const orderStatus = graphql`
  fragment shopOrder on Order @refetchable(queryName: "shopOrderRefetchQuery") {
    number
    status
    payment {
      id
      state
    }
  }
`;

export const search = graphql`
  query shopSearchQuery($input: ProductSearchInput!) {
    productSearch(input: $input) {
      facets {
        code
        label
        values {
          value
          label
          count
          selected
        }
      }
    }
  }
`;

export const addLines = graphql`
  mutation shopAddLinesMutation($input: CartLinesAddInput!) {
    cartLinesAdd(input: $input) {
      __typename
      ... on CartSuccess {
        cart {
          id
          totalQuantity
        }
      }
      ... on UserError {
        message
      }
    }
  }
`;

export const follow = graphql`
  subscription shopFollowSubscription($orderId: ID!, $afterVersion: Int) {
    orderStatusChanged(orderId: $orderId, afterVersion: $afterVersion) {
      version
      status
      order {
        id
        status
      }
    }
  }
`;
