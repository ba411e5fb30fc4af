using Perron.Delivery;
using Perron.Platform.Security;
namespace Perron.Tests.Support;

/// <summary>Reads what a message says, as the house of every test can: by the key of <see cref="TestDatabase.Settings"/>.</summary>
public static class OpenedMail
{
    public static HouseKeys Keys { get; } = new(new byte[32]);

    extension(OutboxMessage message)
    {
        public IReadOnlyDictionary<string, string> Given => message.Places(Keys);
    }
}
