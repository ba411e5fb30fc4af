using System.ComponentModel.DataAnnotations;
namespace Perron.Delivery.Sms;

/// <summary>A provider that sends SMS over HTTP: the settings <c>Perron:Sms</c>. {to}, {text} and {id} stand in the body and, escaped, in the address.</summary>
public sealed class SmsOptions
{
    /// <summary>Empty: no SMS is sent.</summary>
    public string Url { get; set; } = "";

    public string Method { get; set; } = "POST";

    /// <summary>Header → value, as for the provider's key.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Of the body. It says how values are escaped: JSON or form encoding.</summary>
    public string ContentType { get; set; } = "application/json";

    public string Body { get; set; } = """{"to":"{to}","text":"{text}","reference":"{id}"}""";

    /// <summary>What an answer of success contains besides a status of 2xx; empty: the status is enough.</summary>
    public string SuccessContains { get; set; } = "";

    /// <summary>How long the provider may take; then it is asked again later.</summary>
    [Range(1, 120)] public int Seconds { get; set; } = 15;

    /// <summary>Statuses after which trying again is useless, such as 400 for a number that does not exist.</summary>
    public List<int> NeverAgain { get; set; } = [400, 404, 422];
}
